/** The edit log read back: who changed what, and what taking it back would do. */
@NullMarked
package dev.millrace.warehouse.history;

import org.jspecify.annotations.NullMarked;
