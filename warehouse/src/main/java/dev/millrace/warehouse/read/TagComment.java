package dev.millrace.warehouse.read;

import dev.millrace.warehouse.StatementTag;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A statement's tag as a comment in front of it. */
final class TagComment {
  private TagComment() {}

  static String of(StatementTag tag) {
    StringBuilder text = new StringBuilder();
    add(text, "workbook", tag.workbook());
    add(text, "element", tag.element());
    add(text, "sequence", tag.sequence());
    add(text, "execution", tag.execution());
    add(text, "user", tag.user());
    return text.isEmpty() ? "" : "/* millrace" + text + " */ ";
  }

  /** Percent-encoded: nothing in a tag can end the comment. */
  private static void add(StringBuilder text, String key, Optional<String> value) {
    value.ifPresent(present ->
        text.append(' ')
            .append(key)
            .append('=')
            .append(URLEncoder.encode(present, StandardCharsets.UTF_8).replace("*", "%2A")));
  }
}
