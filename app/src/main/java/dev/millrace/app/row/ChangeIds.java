package dev.millrace.app.row;

import dev.millrace.warehouse.Change;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids of people's changes. */
final class ChangeIds {
  private static final Pattern KEY = Pattern.compile("[\\x20-\\x7e]{1,200}");
  private static final long VERSION_8 = 0x8000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private ChangeIds() {}

  /** A random one, or with a key one that the same user's repeat makes again. */
  static UUID of(Change.TableId table, Optional<String> key, Reader reader) {
    if (key.isEmpty()) {
      return UUID.randomUUID();
    }
    if (!KEY.matcher(key.get()).matches()) {
      throw Refusal.of(
          Refusal.Kind.INVALID,
          "IDEMPOTENCY_KEY_INVALID",
          "An Idempotency-Key is 1 to 200 printable ASCII characters.",
          Map.of("field", "Idempotency-Key"));
    }
    String name = String.join("\n", reader.user(), table.workbook(), table.element(), key.get());
    ByteBuffer digest = ByteBuffer.wrap(sha256(name));
    long high = (digest.getLong() & ~0xF000L) | VERSION_8;
    long low = (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | VARIANT;
    return new UUID(high, low);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
