/** Rules that look beyond one cell, for those who write and those who read. */
@NullMarked
package dev.millrace.warehouse.rule;

import org.jspecify.annotations.NullMarked;
