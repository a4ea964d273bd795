/** Generated SQL beside SQL that was written by hand. */
@NullMarked
package dev.millrace.bench.sql;

import org.jspecify.annotations.NullMarked;
