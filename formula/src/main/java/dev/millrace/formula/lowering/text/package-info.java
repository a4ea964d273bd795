/** SQL of the text functions whose text depends on their arguments. */
@NullMarked
package dev.millrace.formula.lowering.text;

import org.jspecify.annotations.NullMarked;
