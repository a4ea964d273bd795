package dev.millrace.engine.embedded.folder;

import dev.millrace.engine.embedded.log.FolderDisk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A file of a few lines that is there as a whole or as it was before. */
final class SmallFile {
  private SmallFile() {}

  static List<String> read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).lines().toList();
  }

  /** Returns when it is safe on disk. */
  static void write(Path folder, String name, List<String> lines) throws IOException {
    Path draft = folder.resolve(name + ".draft");
    Files.write(draft, lines, StandardCharsets.ISO_8859_1);
    try (FileChannel content = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      content.force(true);
    }
    Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    FolderDisk.force(folder);
  }
}
