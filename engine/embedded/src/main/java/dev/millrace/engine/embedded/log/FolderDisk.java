package dev.millrace.engine.embedded.log;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A real folder. */
public final class FolderDisk implements Disk {
  private final Path folder;

  public FolderDisk(Path folder) throws IOException {
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
    FileChannel writing = FileChannel.open(file, CREATE, WRITE);
    return new FileContent(writing, new RandomAccessFile(file.toFile(), "r"));
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
  public static void force(Path folder) throws IOException {
    try (FileChannel directory = FileChannel.open(folder, READ)) {
      directory.force(true);
    }
  }

  /**
   * A channel to write by, which one thread does. Not one to read by: a reader's thread that is
   * interrupted would take it with it, and all readers would have lost the file.
   */
  private record FileContent(FileChannel writing, RandomAccessFile reading) implements Content {
    @Override
    public long size() throws IOException {
      return reading.length();
    }

    @Override
    public void read(ByteBuffer into, long at) throws IOException {
      synchronized (reading) {
        reading.seek(at);
        int read = 0;
        while (into.hasRemaining() && read >= 0) {
          read = reading.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
          into.position(into.position() + Math.max(0, read));
        }
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
