/** Actions that browsers do; the server asks for them. */
@NullMarked
package dev.millrace.workers.handler.browser;

import org.jspecify.annotations.NullMarked;
