/** The right to be the only writer, for a time. */
@NullMarked
package dev.millrace.warehouse.lease;

import org.jspecify.annotations.NullMarked;
