package dev.millrace.engine.embedded.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/**
 * The files of a log, open. One thread writes; many read. A new file is filled with zeros before it
 * is used: then a write does not change the file's size, and {@code force} has less to do.
 */
final class Segments implements AutoCloseable {
  private static final String SPARE = "spare";
  private static final int ZEROS = 1 << 20;

  private final Disk disk;
  private final int size;
  private final Consumer<Point> passing;
  private final ConcurrentSkipListMap<Long, Segment> byBase = new ConcurrentSkipListMap<>();

  Segments(Disk disk, Keeping keeping) {
    this.disk = disk;
    this.size = keeping.segment();
    this.passing = keeping.passing();
  }

  /** All files that stand in the folder. */
  static List<Segment> open(Disk disk) throws IOException {
    disk.delete(SPARE);
    List<Long> bases =
        disk.names().stream().map(Segment::base).flatMap(Optional::stream).sorted().toList();
    List<Segment> segments = new ArrayList<>();
    for (long base : bases) {
      segments.add(Segment.open(disk, base));
    }
    return segments;
  }

  void add(Segment segment) {
    byBase.put(segment.base(), segment);
  }

  /** The file into which a frame of that many bytes at that address goes; a new one if need be. */
  Segment forWriting(long address, int bytes) throws IOException {
    Map.Entry<Long, Segment> last = byBase.lastEntry();
    if (last != null && address - last.getKey() + bytes <= last.getValue().capacity()) {
      return last.getValue();
    }
    Segment next = create(address, Math.max(size, bytes));
    add(next);
    return next;
  }

  /** First under another name: a file of that name has its full size, whenever a crash comes. */
  private Segment create(long base, int bytes) throws IOException {
    try (Disk.Content spare = disk.open(SPARE)) {
      ByteBuffer zeros = ByteBuffer.allocate(Math.min(bytes, ZEROS));
      for (int at = 0; at < bytes; at += zeros.capacity()) {
        spare.write(zeros.clear().limit(Math.min(zeros.capacity(), bytes - at)), at);
      }
      spare.force();
    }
    disk.rename(SPARE, Segment.name(base));
    disk.force();
    return Segment.open(disk, base);
  }

  /** The file that holds that address, if it was not deleted. */
  Optional<Segment> holding(long address) {
    return Optional.ofNullable(byBase.floorEntry(address)).map(Map.Entry::getValue);
  }

  /** Address of the oldest frame there is. */
  long first() {
    return byBase.isEmpty() ? 0 : byBase.firstKey();
  }

  /**
   * The base of the last file that begins at or before that position; of the first if none does.
   */
  long baseOf(long position) throws IOException {
    long found = first();
    for (Segment segment : byBase.values()) {
      Optional<Frame> frame = segment.header(segment.base());
      if (frame.isEmpty() || frame.get().lowest() > position) {
        break;
      }
      found = segment.base();
    }
    return found;
  }

  /** Deletes the files before that address, the oldest first. */
  void deleteBefore(long base) throws IOException {
    while (byBase.size() > 1 && first() < base) {
      Map.Entry<Long, Segment> oldest = byBase.pollFirstEntry();
      oldest.getValue().close();
      disk.delete(oldest.getValue().name());
      // One after the other on the disk too: a crash must not leave a gap.
      disk.force();
      passing.accept(Point.LOG_FILE_DELETED);
    }
  }

  @Override
  public void close() throws IOException {
    for (Segment segment : byBase.values()) {
      segment.close();
    }
    byBase.clear();
  }
}
