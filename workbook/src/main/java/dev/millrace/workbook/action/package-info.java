/**
 * What a step of a sequence can do: one record an action, grouped; the record is the only
 * description.
 */
@NullMarked
package dev.millrace.workbook.action;

import org.jspecify.annotations.NullMarked;
