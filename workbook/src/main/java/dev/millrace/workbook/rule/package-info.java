/** What a value must fulfil to stand in a column. */
@NullMarked
package dev.millrace.workbook.rule;

import org.jspecify.annotations.NullMarked;
