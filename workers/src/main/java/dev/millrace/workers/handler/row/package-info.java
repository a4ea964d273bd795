/** Actions that change rows of input tables. */
@NullMarked
package dev.millrace.workers.handler.row;

import org.jspecify.annotations.NullMarked;
