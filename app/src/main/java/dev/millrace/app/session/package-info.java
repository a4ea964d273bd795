/** Logging in and out. */
@NullMarked
package dev.millrace.app.session;

import org.jspecify.annotations.NullMarked;
