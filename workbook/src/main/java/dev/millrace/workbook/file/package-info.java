/** From a workbook file to a workbook or to all that is wrong with it, with line and column. */
@NullMarked
package dev.millrace.workbook.file;

import org.jspecify.annotations.NullMarked;
