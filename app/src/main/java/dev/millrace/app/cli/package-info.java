/** The command line: talks to the running application, or reads its directory when none runs. */
@NullMarked
package dev.millrace.app.cli;

import org.jspecify.annotations.NullMarked;
