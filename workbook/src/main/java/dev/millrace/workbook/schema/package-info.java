/**
 * Which keys a workbook file has, and what may stand under each. The reader checks files by these
 * shapes and the JSON schema is printed from them.
 */
@NullMarked
package dev.millrace.workbook.schema;

import org.jspecify.annotations.NullMarked;
