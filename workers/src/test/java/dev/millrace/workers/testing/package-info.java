/** What tests of executions stand on: a workbook, a warehouse and an engine in memory. */
@NullMarked
package dev.millrace.workers.testing;

import org.jspecify.annotations.NullMarked;
