/** Answers of the running app as text for people at a terminal. */
@NullMarked
package dev.millrace.app.cli.words;

import org.jspecify.annotations.NullMarked;
