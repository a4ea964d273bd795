/**
 * What a formula is and what can be done with one: check it, run it here, or translate it to a
 * warehouse's SQL. Pure: no Spring, no JDBC.
 */
@NullMarked
package dev.millrace.formula;

import org.jspecify.annotations.NullMarked;
