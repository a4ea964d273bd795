/**
 * A YAML text as a tree that knows where each piece stands. No tags, no aliases, no duplicate keys,
 * and limits on everything: what comes in may be hostile.
 */
@NullMarked
package dev.millrace.workbook.yaml;

import org.jspecify.annotations.NullMarked;
