/** On whose behalf something runs, and whether it may. */
@NullMarked
package dev.millrace.workbook.access;

import org.jspecify.annotations.NullMarked;
