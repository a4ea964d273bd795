package dev.millrace.engine.embedded.log;

import java.util.function.Consumer;

/**
 * How an engine is kept.
 *
 * @param segment bytes of one file of the log
 * @param ahead bytes that may be appended to the log and not yet be safe; then appending waits
 * @param snapshotEvery bytes of log between two snapshots
 * @param reserve bytes of free disk below which nothing new is begun, so that what runs can end
 * @param passing told of each point that is passed, on the thread that passes it
 */
public record Keeping(
    int segment, long ahead, long snapshotEvery, long reserve, Consumer<Point> passing) {
  /** 16 MiB, 32 MiB, 64 MiB, 128 MiB, nobody. */
  public static final Keeping DEFAULT =
      new Keeping(16 << 20, 32L << 20, 64L << 20, 128L << 20, point -> {});
}
