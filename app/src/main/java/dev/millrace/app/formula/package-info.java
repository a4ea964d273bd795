/** Formulas that are tried out: one at a time, or as tables of cases. */
@NullMarked
package dev.millrace.app.formula;

import org.jspecify.annotations.NullMarked;
