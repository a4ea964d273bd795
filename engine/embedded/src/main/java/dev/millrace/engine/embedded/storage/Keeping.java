package dev.millrace.engine.embedded.storage;

import java.util.function.Consumer;

/**
 * How an engine is kept.
 *
 * @param segment bytes of one file of the log
 * @param snapshotEvery bytes of log between two snapshots
 * @param passing told of each point that is passed, on the thread that passes it
 */
public record Keeping(int segment, long snapshotEvery, Consumer<Point> passing) {
  /** 16 MiB, 64 MiB, nobody. */
  public static final Keeping DEFAULT = new Keeping(16 << 20, 64L << 20, point -> {});
}
