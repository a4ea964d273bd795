/** Regular expressions of RE2, read once and written for each engine so that all match alike. */
@NullMarked
package dev.millrace.formula.pattern;

import org.jspecify.annotations.NullMarked;
