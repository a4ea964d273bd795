/** Triggers and calls: from a browser's claim to executions. */
@NullMarked
package dev.millrace.app.action;

import org.jspecify.annotations.NullMarked;
