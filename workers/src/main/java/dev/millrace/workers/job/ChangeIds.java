package dev.millrace.workers.job;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids that are the same whenever, and by whoever, the same piece of work is done. */
final class ChangeIds {
  private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
  private static final long VERSION_8 = 0x8000L;
  private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private ChangeIds() {}

  /**
   * A UUID of version 8 (RFC 9562): the first bits of a SHA-256 digest.
   *
   * @param incarnation of the engine: fresh engines number their element instances alike
   * @param index of the change within the piece of work
   */
  static UUID of(String incarnation, long elementInstanceKey, int index) {
    String name = "millrace-change %s %d %d".formatted(incarnation, elementInstanceKey, index);
    ByteBuffer digest = ByteBuffer.wrap(sha256().digest(name.getBytes(StandardCharsets.UTF_8)));
    long high = (digest.getLong() & VERSION_MASK) | VERSION_8;
    long low = (digest.getLong() & VARIANT_MASK) | VARIANT;
    return new UUID(high, low);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
