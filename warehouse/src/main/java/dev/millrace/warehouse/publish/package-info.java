/** Bringing the warehouse's tables to what a workbook says of them, and the trash they leave. */
@NullMarked
package dev.millrace.warehouse.publish;

import org.jspecify.annotations.NullMarked;
