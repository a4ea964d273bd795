/** Functions of arrays: what they mean here, and how each engine computes them. */
@NullMarked
package dev.millrace.formula.array;

import org.jspecify.annotations.NullMarked;
