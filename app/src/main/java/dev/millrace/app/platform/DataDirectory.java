package dev.millrace.app.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The directory that holds everything an installation must not lose. One process has it at a time;
 * closing lets go of it.
 */
public final class DataDirectory implements AutoCloseable {
  /** Grows when an older Millrace could no longer read what a newer one wrote. */
  private static final String FORMAT = "1";

  private final Path root;
  private final FileChannel lock;

  private DataDirectory(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Takes the directory, making it if there is none.
   *
   * @throws StartException if another process has it, a newer Millrace wrote it, or it cannot be
   *     written
   */
  public static DataDirectory open(Path path) {
    Path root = path.toAbsolutePath().normalize();
    if (root.toString().indexOf(';') >= 0) {
      throw new StartException(
          "The data directory '%s' has a ';' in its path, which the database in it cannot take. Choose another."
              .formatted(root));
    }
    try {
      SecretFile.createDirectory(root);
      FileChannel lock = lock(root);
      try {
        checkFormat(root);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
      return new DataDirectory(root, lock);
    } catch (IOException e) {
      throw new StartException(
          "The data directory '%s' cannot be used (%s). Choose one that can be written."
              .formatted(root, e),
          e);
    }
  }

  private static FileChannel lock(Path root) throws IOException {
    FileChannel channel =
        FileChannel.open(
            root.resolve("lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    if (!locked(channel)) {
      String holder = Files.readString(root.resolve("lock")).strip();
      channel.close();
      throw new StartException(
          "The data directory '%s' is in use by another Millrace (process %s). Stop that one or choose another directory."
              .formatted(root, holder.isEmpty() ? "unknown" : holder));
    }
    String process = ProcessHandle.current().pid() + "\n";
    channel.truncate(0).write(ByteBuffer.wrap(process.getBytes(StandardCharsets.UTF_8)), 0);
    return channel;
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void checkFormat(Path root) throws IOException {
    Path file = root.resolve("format");
    if (!Files.exists(file)) {
      Files.writeString(file, FORMAT + "\n");
      return;
    }
    String found = Files.readString(file).strip();
    if (!found.equals(FORMAT)) {
      throw new StartException(
          "The data directory '%s' has format %s; this Millrace reads format %s. Start the version that wrote it, or choose another directory."
              .formatted(root, found, FORMAT));
    }
  }

  /** Its absolute path. */
  public Path root() {
    return root;
  }

  /** A directory in it, made if there is none. */
  public Path directory(String name) {
    Path directory = root.resolve(name);
    try {
      SecretFile.createDirectory(directory);
    } catch (IOException e) {
      throw new StartException("Cannot make '%s' (%s).".formatted(directory, e), e);
    }
    return directory;
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new StartException("Cannot let go of '%s' (%s).".formatted(root, e), e);
    }
  }
}
