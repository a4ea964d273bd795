/** Workbook versions: published, kept, run. */
@NullMarked
package dev.millrace.app.published;

import org.jspecify.annotations.NullMarked;
