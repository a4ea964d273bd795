/** The one place that decides what somebody may do. */
@NullMarked
package dev.millrace.app.access;

import org.jspecify.annotations.NullMarked;
