package dev.millrace.engine.embedded.folder;

import java.nio.file.Path;

/**
 * A copy of the engine's state.
 *
 * @param processed position of a command whose effect it holds; the log is needed from there on
 * @param written position of the last record it may know; the log reaches at least so far
 */
record Snapshot(Path folder, long processed, long written) {}
