/** Values of JSON, and paths into them. */
@NullMarked
package dev.millrace.formula.variant;

import org.jspecify.annotations.NullMarked;
