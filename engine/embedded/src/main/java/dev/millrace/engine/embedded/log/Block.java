package dev.millrace.engine.embedded.log;

import java.nio.ByteBuffer;
import java.util.function.ToIntFunction;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One append, in memory: a frame and where it stands. */
final class Block {
  private final long address;
  private final byte[] frame;
  private final int length;
  private final long lowest;
  private final long highest;

  /**
   * @param address where its frame begins: bytes written to this log before it, ever
   * @param frame header and records; the header may still be empty
   * @param length bytes of records
   */
  Block(long address, byte[] frame, int length, long lowest, long highest) {
    this.address = address;
    this.frame = frame;
    this.length = length;
    this.lowest = lowest;
    this.highest = highest;
  }

  long address() {
    return address;
  }

  /** Bytes of the frame. */
  int size() {
    return frame.length;
  }

  /** Address of the block after this one. */
  long end() {
    return address + frame.length;
  }

  /** Lowest position in it. */
  long lowest() {
    return lowest;
  }

  /** Highest position in it. */
  long highest() {
    return highest;
  }

  DirectBuffer records() {
    return new UnsafeBuffer(frame, Frame.HEADER, length);
  }

  /**
   * Fills in the header.
   *
   * @param safe address up to which the log is safe on disk now
   * @return the whole frame
   */
  ByteBuffer sealed(long safe, ToIntFunction<ByteBuffer> checksum) {
    new Frame(length, lowest, highest, safe).seal(frame, checksum);
    return ByteBuffer.wrap(frame);
  }
}
