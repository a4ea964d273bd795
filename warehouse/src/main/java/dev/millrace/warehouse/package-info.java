/** Input tables in a warehouse: written with conflict detection, read a page at a time. */
@NullMarked
package dev.millrace.warehouse;

import org.jspecify.annotations.NullMarked;
