/** A warehouse that behaves as badly as warehouses may. */
@NullMarked
package dev.millrace.warehouse.nasty;

import org.jspecify.annotations.NullMarked;
