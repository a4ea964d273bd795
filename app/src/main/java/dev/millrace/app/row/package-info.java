/** Rows of input tables: read a page at a time, edited one at a time. */
@NullMarked
package dev.millrace.app.row;

import org.jspecify.annotations.NullMarked;
