/** What an installation can set. */
@NullMarked
package dev.millrace.app.settings;

import org.jspecify.annotations.NullMarked;
