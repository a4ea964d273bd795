/** What values mean: exact arithmetic, comparison, text by code points, moments. The definition. */
@NullMarked
package dev.millrace.formula.value;

import org.jspecify.annotations.NullMarked;
