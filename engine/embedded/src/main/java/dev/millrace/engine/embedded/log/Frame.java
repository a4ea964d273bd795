package dev.millrace.engine.embedded.log;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.zip.CRC32C;

/**
 * How one block of records stands in a segment, big-endian, padded with zeros to 8 bytes:
 *
 * <pre>
 *  0  int   mark
 *  4  int   checksum of everything from 8 to the end of the records
 *  8  int   bytes of records
 * 12  int   0
 * 16  long  lowest position in the block
 * 24  long  highest position in the block
 * 32  long  address up to which the log was safe on disk when this was written
 * 40  ...   records
 * </pre>
 *
 * The last number of the header tells a torn end from damage: what a later frame calls safe cannot
 * have been torn by a crash.
 *
 * @param length bytes of records
 * @param safe address up to which the log was safe
 */
public record Frame(int length, long lowest, long highest, long safe) {
  /** Bytes before the records. */
  static final int HEADER = 40;

  /** Frames begin at multiples of this. */
  static final int ALIGNMENT = 8;

  private static final int MARK = 0x4D4C_4631;
  private static final int CHECKED_FROM = 8;

  /** CRC-32C, for which processors have an instruction. */
  public static final ToIntFunction<ByteBuffer> CRC32C =
      bytes -> {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return (int) checksum.getValue();
      };

  /** Bytes of a frame with that many bytes of records. */
  static int size(int length) {
    return (HEADER + length + ALIGNMENT - 1) & -ALIGNMENT;
  }

  int size() {
    return size(length);
  }

  /** Writes the header into {@code frame}, which holds the records already. */
  void seal(byte[] frame, ToIntFunction<ByteBuffer> checksum) {
    ByteBuffer bytes = ByteBuffer.wrap(frame);
    bytes.putInt(0, MARK);
    bytes.putInt(8, length);
    bytes.putLong(16, lowest);
    bytes.putLong(24, highest);
    bytes.putLong(32, safe);
    bytes.putInt(4, checksum.applyAsInt(checked(bytes)));
  }

  /** What the first {@link #HEADER} bytes say, if they can be a header; unchecked. */
  static Optional<Frame> header(ByteBuffer bytes) {
    int length = bytes.getInt(8);
    if (bytes.getInt(0) != MARK || length < 0 || bytes.getInt(12) != 0) {
      return Optional.empty();
    }
    return Optional.of(new Frame(length, bytes.getLong(16), bytes.getLong(24), bytes.getLong(32)));
  }

  /** Are these bytes, a header and its records, what was written? */
  boolean intact(ByteBuffer frame, ToIntFunction<ByteBuffer> checksum) {
    return frame.getInt(4) == checksum.applyAsInt(checked(frame));
  }

  private ByteBuffer checked(ByteBuffer frame) {
    return frame.slice(CHECKED_FROM, HEADER - CHECKED_FROM + length);
  }
}
