package dev.millrace.engine.embedded;

import static dev.millrace.engine.EngineException.Code.UNAVAILABLE;

import dev.millrace.engine.EngineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of one engine: {@code engine.lock}, held while it is open, and {@code state}, the
 * engine's view of its log. The log being in memory, an old state is worth nothing and is deleted.
 */
final class EngineDirectory implements AutoCloseable {
  private final Path directory;
  private final FileChannel lock;

  private EngineDirectory(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /** Locks the folder, which is made if it is missing. */
  static EngineDirectory open(Path directory) {
    try {
      Files.createDirectories(directory);
      Path file = directory.resolve("engine.lock");
      FileChannel lock =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(lock)) {
        lock.close();
        throw new EngineException(
            UNAVAILABLE,
            "The engine folder %s is in use. Stop the other Millrace or choose another data folder."
                .formatted(directory),
            null);
      }
      return new EngineDirectory(directory, lock);
    } catch (IOException unusable) {
      throw new EngineException(
          UNAVAILABLE, "The engine folder %s cannot be used.".formatted(directory), unusable);
    }
  }

  private static boolean locked(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException inThisProcess) {
      return false;
    }
  }

  /** The folder of the state, empty. */
  Path freshState() {
    Path state = directory.resolve("state");
    try {
      for (Path old : contents(state)) {
        Files.delete(old);
      }
      return state;
    } catch (IOException stuck) {
      throw new UncheckedIOException(stuck);
    }
  }

  private static List<Path> contents(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
