/** What in a workbook depends on what. */
@NullMarked
package dev.millrace.workbook.graph;

import org.jspecify.annotations.NullMarked;
