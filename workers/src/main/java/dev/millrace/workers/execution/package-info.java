/** Executions: one run of a sequence each, from the claim to the end. */
@NullMarked
package dev.millrace.workers.execution;

import org.jspecify.annotations.NullMarked;
