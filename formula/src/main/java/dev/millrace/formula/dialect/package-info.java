/** How each warehouse writes names, literals and types. */
@NullMarked
package dev.millrace.formula.dialect;

import org.jspecify.annotations.NullMarked;
