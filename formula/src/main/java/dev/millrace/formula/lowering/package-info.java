/** How the functions become SQL: types and operators for the way the warehouse holds a value. */
@NullMarked
package dev.millrace.formula.lowering;

import org.jspecify.annotations.NullMarked;
