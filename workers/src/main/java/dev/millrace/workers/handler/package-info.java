/** One handler an action. */
@NullMarked
package dev.millrace.workers.handler;

import org.jspecify.annotations.NullMarked;
