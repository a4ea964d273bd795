/** Actions that decide how a sequence goes on. */
@NullMarked
package dev.millrace.workers.handler.flow;

import org.jspecify.annotations.NullMarked;
