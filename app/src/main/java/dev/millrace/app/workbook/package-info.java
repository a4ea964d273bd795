/** Workbooks as the API shows them. */
@NullMarked
package dev.millrace.app.workbook;

import org.jspecify.annotations.NullMarked;
