/** DuckDB as a warehouse, in a file of this process. */
@NullMarked
package dev.millrace.warehouse.duckdb;

import org.jspecify.annotations.NullMarked;
