/**
 * Keeps what the engine must not forget: its log in segments, snapshots of its state, and the
 * folder they stand in. Knows files and bytes; knows nothing of processes.
 */
@NullMarked
package dev.millrace.engine.embedded.storage;

import org.jspecify.annotations.NullMarked;
