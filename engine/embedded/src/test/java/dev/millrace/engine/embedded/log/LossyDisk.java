package dev.millrace.engine.embedded.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that loses what was not forced when its power fails: of the writes since, each
 * sector of 512 bytes reached the disk or did not, in any order.
 */
final class LossyDisk implements Disk {
  private static final int SECTOR = 512;

  private final boolean honest;
  private final Map<String, FileOnDisk> files = new HashMap<>();
  private @Nullable IOException refusal;
  private boolean stalled;

  private LossyDisk(boolean honest) {
    this.honest = honest;
  }

  /** Forces when it is asked to. */
  static LossyDisk honest() {
    return new LossyDisk(true);
  }

  /** Says that it forced, and did not. */
  static LossyDisk lying() {
    return new LossyDisk(false);
  }

  /** From now on every write and force fails. */
  synchronized void refuse(IOException refusal) {
    this.refusal = refusal;
  }

  /** Until {@link #goOn}, whoever forces waits. */
  synchronized void stall() {
    stalled = true;
  }

  synchronized void goOn() {
    stalled = false;
    notifyAll();
  }

  /** What the next process finds when this one was killed: all that was written, forced or not. */
  synchronized LossyDisk afterKill() {
    LossyDisk after = new LossyDisk(true);
    files.forEach((name, file) -> after.files.put(name, file.copy()));
    return after;
  }

  /** What is found after the power came back. */
  synchronized LossyDisk afterPowerCut(RandomGenerator luck) {
    LossyDisk after = new LossyDisk(honest);
    files.forEach((name, file) -> after.files.put(name, file.afterPowerCut(luck)));
    return after;
  }

  synchronized void flip(String name, int at, int bit) {
    FileOnDisk file = file(name);
    file.now[at] ^= (byte) (1 << bit);
    file.safe[at] ^= (byte) (1 << bit);
  }

  private FileOnDisk file(String name) {
    return Optional.ofNullable(files.get(name)).orElseThrow();
  }

  @Override
  public synchronized List<String> names() {
    return List.copyOf(files.keySet());
  }

  @Override
  public synchronized Content open(String name) {
    return new OpenFile(files.computeIfAbsent(name, any -> new FileOnDisk()));
  }

  @Override
  public synchronized void rename(String from, String to) {
    files.put(to, file(from));
    files.remove(from);
  }

  @Override
  public synchronized void delete(String name) {
    files.remove(name);
  }

  /** Folders lose nothing here: what this disk is about is the content of files. */
  @Override
  public void force() {}

  private void awaitTurn() throws IOException {
    try {
      while (stalled) {
        wait();
      }
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
  }

  private void requireWilling() throws IOException {
    if (refusal != null) {
      throw new IOException(refusal);
    }
  }

  private static final class FileOnDisk {
    byte[] now = new byte[0];
    byte[] safe = new byte[0];

    FileOnDisk copy() {
      FileOnDisk copy = new FileOnDisk();
      copy.now = now.clone();
      copy.safe = safe.clone();
      return copy;
    }

    FileOnDisk afterPowerCut(RandomGenerator luck) {
      FileOnDisk after = new FileOnDisk();
      after.now = Arrays.copyOf(safe, now.length);
      for (int at = 0; at < now.length; at += SECTOR) {
        int end = Math.min(now.length, at + SECTOR);
        if (!Arrays.equals(now, at, end, after.now, at, end) && luck.nextBoolean()) {
          System.arraycopy(now, at, after.now, at, end - at);
        }
      }
      after.safe = after.now.clone();
      return after;
    }
  }

  private final class OpenFile implements Content {
    private final FileOnDisk file;

    OpenFile(FileOnDisk file) {
      this.file = file;
    }

    @Override
    public long size() {
      synchronized (LossyDisk.this) {
        return file.now.length;
      }
    }

    @Override
    public void read(ByteBuffer into, long at) {
      synchronized (LossyDisk.this) {
        int count = Math.max(0, Math.min(into.remaining(), file.now.length - (int) at));
        into.put(file.now, (int) at, count);
      }
    }

    @Override
    public void write(ByteBuffer from, long at) throws IOException {
      synchronized (LossyDisk.this) {
        requireWilling();
        int end = (int) at + from.remaining();
        if (end > file.now.length) {
          file.now = Arrays.copyOf(file.now, end);
        }
        from.get(file.now, (int) at, from.remaining());
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (LossyDisk.this) {
        awaitTurn();
        requireWilling();
        if (honest) {
          file.safe = file.now.clone();
        }
      }
    }

    @Override
    public void close() {}
  }

  /** The names of the log's own files, oldest first. */
  synchronized List<String> segments() {
    List<String> names = new ArrayList<>(files.keySet());
    names.removeIf(name -> Segment.base(name).isEmpty());
    names.sort(null);
    return names;
  }
}
