/** What formulas may name at each place of a workbook. */
@NullMarked
package dev.millrace.workbook.scope;

import org.jspecify.annotations.NullMarked;
