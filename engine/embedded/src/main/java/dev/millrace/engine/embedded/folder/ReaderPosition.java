package dev.millrace.engine.embedded.folder;

import static dev.millrace.engine.EngineException.Code.DAMAGED;

import dev.millrace.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How far the reader of the engine's history has come, over restarts: the log is kept from there
 * on. Without a reader nothing is kept for one. Thread-safe.
 */
public final class ReaderPosition {
  private static final String NAME = "reader";
  private static final String HEAD = "read ";
  private static final long NO_READER = Long.MAX_VALUE;

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
    return new ReaderPosition(folder, Files.exists(file) ? read(file) : NO_READER);
  }

  private static long read(Path file) throws IOException {
    List<String> lines = SmallFile.read(file);
    if (lines.size() != 1 || !lines.getFirst().matches(HEAD + "\\d{1,18}")) {
      throw new EngineException(
          DAMAGED,
          "The file %s does not say how far the engine's history was read. Restore the engine folder from a backup."
              .formatted(file),
          null);
    }
    return Long.parseLong(lines.getFirst().substring(HEAD.length()));
  }

  /** The reader is done with what stands up to that position. */
  public void done(long position) {
    done = position;
  }

  /**
   * A reader goes on after that position: from now on what comes after it is kept, over crashes.
   */
  public synchronized void beginAfter(long position) throws IOException {
    done = position;
    keep();
  }

  /**
   * Forgets what neither the reader nor anybody else needs. The reader's position is on disk before
   * anything goes, and no reader begins meanwhile.
   *
   * @param others up to that position nobody else needs the log
   */
  public synchronized void forget(long others, Forgetting forgetting) throws IOException {
    long needless = Math.min(others, keep());
    if (needless > 0) {
      forgetting.forget(needless);
    }
  }

  private long keep() throws IOException {
    long now = done;
    if (now != kept) {
      SmallFile.write(folder, NAME, List.of(HEAD + now));
      kept = now;
    }
    return now;
  }

  /** Does away with what stands before a position. */
  @FunctionalInterface
  public interface Forgetting {
    void forget(long before) throws IOException;
  }
}
