/** What differs between warehouses in the statements that keep input tables. */
@NullMarked
package dev.millrace.warehouse.sql;

import org.jspecify.annotations.NullMarked;
