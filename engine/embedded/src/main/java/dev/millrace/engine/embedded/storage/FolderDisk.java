package dev.millrace.engine.embedded.storage;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A real folder. */
final class FolderDisk implements Disk {
  private final Path folder;

  FolderDisk(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  @Override
  public List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Override
  public Content open(String name) throws IOException {
    Path file = folder.resolve(name);
    return new FileContent(FileChannel.open(file, CREATE, WRITE), FileChannel.open(file, READ));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }

  @Override
  public void force() throws IOException {
    force(folder);
  }

  /** Makes what was created, renamed or deleted in {@code folder} last. */
  static void force(Path folder) throws IOException {
    try (FileChannel directory = FileChannel.open(folder, READ)) {
      directory.force(true);
    }
  }

  /**
   * Two channels, because a reader's thread that is interrupted takes its channel with it; the
   * writer must not lose its own by that.
   */
  private record FileContent(FileChannel writing, FileChannel reading) implements Content {
    @Override
    public long size() throws IOException {
      return reading.size();
    }

    @Override
    public void read(ByteBuffer into, long at) throws IOException {
      long from = at;
      while (into.hasRemaining()) {
        int read = reading.read(into, from);
        if (read < 0) {
          return;
        }
        from += read;
      }
    }

    @Override
    public void write(ByteBuffer from, long at) throws IOException {
      long to = at;
      while (from.hasRemaining()) {
        to += writing.write(from, to);
      }
    }

    @Override
    public void force() throws IOException {
      writing.force(false);
    }

    @Override
    public void close() throws IOException {
      writing.close();
      reading.close();
    }
  }
}
