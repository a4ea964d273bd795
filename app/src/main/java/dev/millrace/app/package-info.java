/** The application: one process that serves the API, the pages and the jobs. */
@NullMarked
package dev.millrace.app;

import org.jspecify.annotations.NullMarked;
