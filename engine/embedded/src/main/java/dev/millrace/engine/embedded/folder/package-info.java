/**
 * The folder that an engine owns: who holds it, how it is laid out, the snapshots of the state, how
 * far the history was read. Knows files; knows nothing of processes.
 */
@NullMarked
package dev.millrace.engine.embedded.folder;

import org.jspecify.annotations.NullMarked;
