/** The pages of the browser application. */
@NullMarked
package dev.millrace.app.page;

import org.jspecify.annotations.NullMarked;
