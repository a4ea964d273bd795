package dev.millrace.engine.embedded.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of consecutive frames, named by the address of the first.
 *
 * @param base address of its first frame
 * @param capacity bytes that it takes
 */
record Segment(long base, long capacity, Disk.Content content) implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("(\\d{20})\\.log");

  static Segment open(Disk disk, long base) throws IOException {
    Disk.Content content = disk.open(name(base));
    return new Segment(base, content.size(), content);
  }

  static String name(long base) {
    return "%020d.log".formatted(base);
  }

  /** The base of the segment of that name. */
  static Optional<Long> base(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
  }

  String name() {
    return name(base);
  }

  /** The header at that address, unchecked; empty where there is none. */
  Optional<Frame> header(long address) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(Frame.HEADER);
    content.read(header, address - base);
    return header.hasRemaining() ? Optional.empty() : Frame.header(header);
  }

  /** The frame of that header at that address, unchecked; empty if the file ends before. */
  Optional<byte[]> frame(long address, Frame header) throws IOException {
    byte[] frame = new byte[header.size()];
    ByteBuffer bytes = ByteBuffer.wrap(frame);
    content.read(bytes, address - base);
    return bytes.hasRemaining() ? Optional.empty() : Optional.of(frame);
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
