/** The one way changes get in: a queue, a writer, one transaction for a group of changes. */
@NullMarked
package dev.millrace.warehouse.write;

import org.jspecify.annotations.NullMarked;
