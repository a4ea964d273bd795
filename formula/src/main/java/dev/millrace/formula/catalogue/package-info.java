/** One entry for each function and operator, with everything known about it. */
@NullMarked
package dev.millrace.formula.catalogue;

import org.jspecify.annotations.NullMarked;
