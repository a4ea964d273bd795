package dev.millrace.app.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Files that only the owner can read, from their first byte on. */
public final class SecretFile {
  private SecretFile() {}

  /** Writes or replaces the file; a reader sees the old text or the new one, never a part. */
  public static void write(Path file, String text) throws IOException {
    Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "no directory");
    Path fresh = Files.createTempFile(directory, ".new-", "", attributes(directory, "rw-------"));
    try {
      Files.writeString(fresh, text, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** Makes the directory and its parents; a new one is closed to others. */
  static void createDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Path parent = Objects.requireNonNull(directory.toAbsolutePath().getParent(), "no parent");
      Files.createDirectories(parent);
      Files.createDirectory(directory, attributes(parent, "rwx------"));
    }
  }

  private static FileAttribute<?>[] attributes(Path place, String permissions) throws IOException {
    FileStore store = Files.getFileStore(place);
    return store.supportsFileAttributeView(PosixFileAttributeView.class)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
