/** The data directory and the platform database in it. */
@NullMarked
package dev.millrace.app.platform;

import org.jspecify.annotations.NullMarked;
