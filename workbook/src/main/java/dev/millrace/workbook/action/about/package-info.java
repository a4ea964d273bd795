/** What an action's record says of itself and its fields, beside names and types. */
@NullMarked
package dev.millrace.workbook.action.about;

import org.jspecify.annotations.NullMarked;
