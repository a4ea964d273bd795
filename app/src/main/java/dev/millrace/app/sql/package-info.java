/** People's own SQL, read-only. */
@NullMarked
package dev.millrace.app.sql;

import org.jspecify.annotations.NullMarked;
