/** The application as a whole, over HTTP. */
@NullMarked
package dev.millrace.app;

import org.jspecify.annotations.NullMarked;
