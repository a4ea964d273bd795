/** What the adapters share: what an outcome means in commands, and what may be a variable. */
@NullMarked
package dev.millrace.engine.adapter;

import org.jspecify.annotations.NullMarked;
