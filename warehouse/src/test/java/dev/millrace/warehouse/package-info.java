/** What every warehouse must do, and what DuckDB must do besides. */
@NullMarked
package dev.millrace.warehouse;

import org.jspecify.annotations.NullMarked;
