/** Executions on an engine: one facade that serves the jobs and answers what became of them. */
@NullMarked
package dev.millrace.workers;

import org.jspecify.annotations.NullMarked;
