/** Edits of cells, ours and plain ones, side by side. */
@NullMarked
package dev.millrace.bench.writes;

import org.jspecify.annotations.NullMarked;
