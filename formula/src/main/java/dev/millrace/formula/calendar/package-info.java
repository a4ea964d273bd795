/** Moments, their parts and their texts: functions, what they mean, and their SQL. */
@NullMarked
package dev.millrace.formula.calendar;

import org.jspecify.annotations.NullMarked;
