/** What browsers are told as it happens, and can catch up on. */
@NullMarked
package dev.millrace.app.event;

import org.jspecify.annotations.NullMarked;
