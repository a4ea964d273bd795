/** The ways out: pages of elements, and people's own SQL. */
@NullMarked
package dev.millrace.warehouse.read;

import org.jspecify.annotations.NullMarked;
