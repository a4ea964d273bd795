/** Cells: what may stand in one, for every path in. */
@NullMarked
package dev.millrace.warehouse.cell;

import org.jspecify.annotations.NullMarked;
