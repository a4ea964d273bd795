/** Tokens of an identity provider. */
@NullMarked
package dev.millrace.app.security;

import org.jspecify.annotations.NullMarked;
