/** Every error as problem+json: what was refused, where, and what would work. */
@NullMarked
package dev.millrace.app.problem;

import org.jspecify.annotations.NullMarked;
