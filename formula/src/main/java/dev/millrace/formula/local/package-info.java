/** Evaluates a checked formula here, without a warehouse. */
@NullMarked
package dev.millrace.formula.local;

import org.jspecify.annotations.NullMarked;
