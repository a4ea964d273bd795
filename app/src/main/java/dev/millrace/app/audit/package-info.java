/** What was done, by whom, kept. */
@NullMarked
package dev.millrace.app.audit;

import org.jspecify.annotations.NullMarked;
