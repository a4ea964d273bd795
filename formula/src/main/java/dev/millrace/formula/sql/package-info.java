/** From an element query to one statement in the warehouse's SQL. */
@NullMarked
package dev.millrace.formula.sql;

import org.jspecify.annotations.NullMarked;
