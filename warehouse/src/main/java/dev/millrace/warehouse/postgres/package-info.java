/** PostgreSQL as a warehouse. */
@NullMarked
package dev.millrace.warehouse.postgres;

import org.jspecify.annotations.NullMarked;
