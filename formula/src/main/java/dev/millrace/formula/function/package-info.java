/** What a function is: its arguments, its type, its meaning here, its way into SQL. */
@NullMarked
package dev.millrace.formula.function;

import org.jspecify.annotations.NullMarked;
