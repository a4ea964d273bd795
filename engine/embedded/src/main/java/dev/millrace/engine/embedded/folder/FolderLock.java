package dev.millrace.engine.embedded.folder;

import static dev.millrace.engine.EngineException.Code.UNAVAILABLE;

import dev.millrace.engine.EngineException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a folder for one engine: against other processes by a lock of the system, within this
 * process by a list. The list is asked first, for a process that opens and closes a file which it
 * has locked loses the lock.
 */
final class FolderLock implements AutoCloseable {
  private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel file;

  private FolderLock(Path folder, FileChannel file) {
    this.folder = folder;
    this.file = file;
  }

  /**
   * @param folder its real path
   * @throws EngineException {@code UNAVAILABLE} if it is taken
   */
  static FolderLock take(Path folder) throws IOException {
    if (!HERE.add(folder)) {
      throw taken(folder);
    }
    try {
      FileChannel file = open(folder);
      if (file.tryLock() == null) {
        file.close();
        throw taken(folder);
      }
      return new FolderLock(folder, file);
    } catch (IOException | RuntimeException notTaken) {
      HERE.remove(folder);
      throw notTaken;
    }
  }

  private static FileChannel open(Path folder) throws IOException {
    Path file = folder.resolve(EngineFolder.LOCK);
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static EngineException taken(Path folder) {
    return new EngineException(
        UNAVAILABLE,
        "The engine folder %s is in use. Stop the other Millrace or choose another data folder."
            .formatted(folder),
        null);
  }

  @Override
  public void close() throws IOException {
    try (file) {
      HERE.remove(folder);
    }
  }
}
