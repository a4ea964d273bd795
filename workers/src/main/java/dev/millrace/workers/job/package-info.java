/** From a job of the engine to a handler and back. */
@NullMarked
package dev.millrace.workers.job;

import org.jspecify.annotations.NullMarked;
