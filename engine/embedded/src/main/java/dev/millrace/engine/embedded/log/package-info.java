/**
 * The engine's log on disk, in segments. Knows blocks of bytes with positions; knows nothing of
 * what is in them.
 */
@NullMarked
package dev.millrace.engine.embedded.log;

import org.jspecify.annotations.NullMarked;
