/** How executions stand, as the API tells it. */
@NullMarked
package dev.millrace.app.execution;

import org.jspecify.annotations.NullMarked;
