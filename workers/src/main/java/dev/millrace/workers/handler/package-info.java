/** One handler for each action: from the action's values to an outcome. No engine, no browser. */
@NullMarked
package dev.millrace.workers.handler;

import org.jspecify.annotations.NullMarked;
