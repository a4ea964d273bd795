/** The language as a whole: what it means, what it refuses, and the same on a warehouse. */
@NullMarked
package dev.millrace.formula.language;

import org.jspecify.annotations.NullMarked;
