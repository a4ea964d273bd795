/** How executions begin and end, whoever ends them, and who is told. */
@NullMarked
package dev.millrace.workers.lifecycle;

import org.jspecify.annotations.NullMarked;
