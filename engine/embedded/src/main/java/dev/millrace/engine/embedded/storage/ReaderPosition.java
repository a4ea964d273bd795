package dev.millrace.engine.embedded.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How far the reader of the engine's history has come, over restarts: the log is kept from there
 * on. Without a reader nothing is kept for one.
 */
public final class ReaderPosition {
  private static final String HEAD = "read ";

  private static final String NAME = "reader";

  private final Path folder;
  private volatile long done;
  private long kept;

  private ReaderPosition(Path folder, long done) {
    this.folder = folder;
    this.done = done;
    this.kept = done;
  }

  static ReaderPosition in(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return new ReaderPosition(folder, Long.MAX_VALUE);
    }
    String line = SmallFile.read(file).getFirst();
    return new ReaderPosition(folder, Long.parseLong(line.substring(HEAD.length())));
  }

  /** The reader is done with what stands up to that position. */
  public void done(long position) {
    done = position;
  }

  /**
   * Up to where the log may be forgotten, as far as the reader goes; remembered before it is told.
   */
  public long forgettable() throws IOException {
    long now = done;
    if (now != kept) {
      SmallFile.write(folder, NAME, List.of(HEAD + now));
      kept = now;
    }
    return now;
  }
}
