/** The command line against a running application, and without one. */
@NullMarked
package dev.millrace.app.cli;

import org.jspecify.annotations.NullMarked;
