/** The built product as its users have it: the command, a process, HTTP. */
@NullMarked
package dev.millrace.app.process;

import org.jspecify.annotations.NullMarked;
