/** What formulas may ask about the person who looks. */
@NullMarked
package dev.millrace.formula.viewer;

import org.jspecify.annotations.NullMarked;
