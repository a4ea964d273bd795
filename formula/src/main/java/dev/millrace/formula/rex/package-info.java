/** Building blocks of SQL expressions: our operators with a template for each dialect. */
@NullMarked
package dev.millrace.formula.rex;

import org.jspecify.annotations.NullMarked;
