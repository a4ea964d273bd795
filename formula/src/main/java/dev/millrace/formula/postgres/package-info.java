/** What PostgreSQL does in ways of its own, in SQL. */
@NullMarked
package dev.millrace.formula.postgres;

import org.jspecify.annotations.NullMarked;
