/** From a step's formula to its value, as the execution's reader. */
@NullMarked
package dev.millrace.workers.value;

import org.jspecify.annotations.NullMarked;
