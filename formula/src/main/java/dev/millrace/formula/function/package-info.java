/** The catalogue: one entry for each function and operator, with everything known about it. */
@NullMarked
package dev.millrace.formula.function;

import org.jspecify.annotations.NullMarked;
