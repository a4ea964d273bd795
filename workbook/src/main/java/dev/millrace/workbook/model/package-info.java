/** What a workbook is, once it was read and found right. */
@NullMarked
package dev.millrace.workbook.model;

import org.jspecify.annotations.NullMarked;
