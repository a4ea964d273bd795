package dev.millrace.engine.embedded.log;

import dev.millrace.engine.EngineException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a log from end to end when it is opened. A crash may tear what was written last and never
 * acknowledged: that is cut off. Anything else that does not read as it was written is damage.
 */
final class LogScan {
  private static final Logger LOG = LoggerFactory.getLogger(LogScan.class);
  private static final int CHUNK = 1 << 20;

  private final Disk disk;
  private final List<Segment> segments;
  private final ToIntFunction<ByteBuffer> checksum;
  private long end;
  private long safe;
  private long lastPosition = -1;

  private LogScan(Disk disk, List<Segment> segments, ToIntFunction<ByteBuffer> checksum) {
    this.disk = disk;
    this.segments = new ArrayList<>(segments);
    this.checksum = checksum;
  }

  /**
   * Checks every frame and cuts off a torn end.
   *
   * @param segments in the order of their addresses
   * @param closedAt where the log ended when it was last closed in peace, or 0
   * @throws EngineException {@code DAMAGED} with the file, the byte and the position before it
   */
  static Found check(
      Disk disk, List<Segment> segments, long closedAt, ToIntFunction<ByteBuffer> checksum)
      throws IOException {
    LogScan scan = new LogScan(disk, segments, checksum);
    scan.end = segments.isEmpty() ? 0 : segments.getFirst().base();
    scan.safe = scan.end;
    int last = scan.walk();
    if (last >= 0) {
      scan.requireTorn(last, closedAt);
      scan.cut(last);
      scan.makeSafe();
    } else if (closedAt > 0) {
      throw new EngineException(
          EngineException.Code.DAMAGED,
          "The engine's log is missing: it ended at byte %d when it was closed. Restore the engine folder from a backup."
              .formatted(closedAt),
          null);
    }
    return new Found(scan.segments, scan.end, scan.lastPosition);
  }

  /** Goes on while frames are whole; answers which segment holds the end. */
  private int walk() throws IOException {
    int current = -1;
    for (Segment segment : segments) {
      if (segment.base() != end) {
        return current;
      }
      current++;
      walk(segment);
    }
    return current;
  }

  private void walk(Segment segment) throws IOException {
    for (Optional<Frame> frame = intact(segment, end);
        frame.isPresent() && frame.get().lowest() > lastPosition;
        frame = intact(segment, end)) {
      end += frame.get().size();
      safe = Math.max(safe, frame.get().safe());
      lastPosition = frame.get().highest();
    }
  }

  private Optional<Frame> intact(Segment segment, long address) throws IOException {
    Optional<Frame> header = segment.header(address);
    if (header.isEmpty() || address - segment.base() + header.get().size() > segment.capacity()) {
      return Optional.empty();
    }
    Optional<byte[]> frame = segment.frame(address, header.get());
    return header.filter(
        found -> frame.isPresent() && found.intact(ByteBuffer.wrap(frame.get()), checksum));
  }

  /** Damage, if anything says that there was more and that it was safe on disk. */
  private void requireTorn(int last, long closedAt) throws IOException {
    Segment broken = segments.get(last);
    boolean lost = closedAt > end || laterCallsSafe(broken, end + Frame.ALIGNMENT);
    for (Segment later : segments.subList(last + 1, segments.size())) {
      lost = lost || laterCallsSafe(later, later.base());
    }
    if (lost) {
      throw new EngineException(
          EngineException.Code.DAMAGED,
          "The engine's log is damaged in %s at byte %d, after position %d: what stood there was safe on disk and does not read as it was written. Restore the engine folder from a backup."
              .formatted(broken.name(), end - broken.base(), lastPosition),
          null);
    }
  }

  /** Does an intact frame from that address on say that the disk had more than {@code end}? */
  private boolean laterCallsSafe(Segment segment, long from) throws IOException {
    long size = segment.capacity();
    ByteBuffer rest =
        ByteBuffer.allocate(Math.toIntExact(Math.max(0, size - (from - segment.base()))));
    segment.content().read(rest, from - segment.base());
    rest.flip();
    for (int at = 0; at + Frame.HEADER <= rest.limit(); at += Frame.ALIGNMENT) {
      Optional<Frame> frame = Frame.header(rest.slice(at, Frame.HEADER));
      if (frame.isPresent()
          && frame.get().safe() > end
          && frame.get().size() <= rest.limit() - at
          && frame.get().intact(rest.slice(at, frame.get().size()), checksum)) {
        return true;
      }
    }
    return false;
  }

  /** Whole frames behind the end must not be taken for the log's by a later scan. */
  private void cut(int last) throws IOException {
    Segment segment = segments.get(last);
    long torn = zero(segment);
    while (segments.size() > last + 1) {
      Segment later = segments.removeLast();
      torn += later.capacity();
      later.close();
      disk.delete(later.name());
    }
    if (torn > 0) {
      disk.force();
      LOG.warn(
          "The end of the engine's log was torn by a crash: {} bytes after position {} were never acknowledged and are cut off.",
          torn,
          lastPosition);
    }
  }

  /**
   * What the last life wrote and did not force may be in the system's memory only; it is written
   * again, because a system whose force failed may take it for written. From here on all that is
   * there counts as safe.
   */
  private void makeSafe() throws IOException {
    for (Segment segment : segments) {
      long to = Math.min(end, segment.base() + segment.capacity());
      for (long at = Math.max(safe, segment.base()); at < to; at += CHUNK) {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(CHUNK, to - at));
        segment.content().read(bytes, at - segment.base());
        segment.content().write(bytes.flip(), at - segment.base());
      }
      if (segment.base() + segment.capacity() > safe) {
        segment.content().force();
      }
    }
    disk.force();
  }

  /** Answers how many bytes it had to cover. */
  private long zero(Segment segment) throws IOException {
    long size = segment.capacity();
    long lastWritten = end;
    for (long at = end; at - segment.base() < size; at += CHUNK) {
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(CHUNK, size - (at - segment.base())));
      segment.content().read(bytes, at - segment.base());
      for (int i = bytes.position() - 1; i >= 0; i--) {
        if (bytes.get(i) != 0) {
          lastWritten = at + i + 1;
          break;
        }
      }
    }
    if (lastWritten > end) {
      segment
          .content()
          .write(ByteBuffer.allocate(Math.toIntExact(lastWritten - end)), end - segment.base());
      segment.content().force();
    }
    return lastWritten - end;
  }

  /**
   * What is whole.
   *
   * @param segments that are left, the last one holds the end
   * @param end address behind the last frame
   * @param lastPosition of the last record, or -1
   */
  record Found(List<Segment> segments, long end, long lastPosition) {}
}
