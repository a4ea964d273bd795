/** Who somebody is: local users, tokens, the filter chain. */
@NullMarked
package dev.millrace.app.security;

import org.jspecify.annotations.NullMarked;
