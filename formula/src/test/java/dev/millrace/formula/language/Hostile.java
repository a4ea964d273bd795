package dev.millrace.formula.language;

import java.util.List;
import java.util.Random;

/** Texts that were made to break something. */
final class Hostile {
  private static final List<String> PIECES =
      List.of(
          "'",
          "\"",
          "\\",
          "''",
          "\"\"",
          "\\'",
          "`",
          "$$",
          "--",
          "/*",
          "*/",
          ";",
          "?",
          "{0}",
          "{1...}",
          "%",
          "_",
          "\n",
          "\r",
          "\t",
          "\u0001",
          "\u001F",
          "\u007F",
          "\u0085",
          "\u00A0",
          "\u200B",
          "\u202E",
          "\u2028",
          "\uFEFF",
          "😀",
          "👩‍🚀",
          "é",
          "e\u0301",
          "שלום",
          " ",
          "[",
          "]",
          "/",
          "E'",
          "U&'",
          "x'",
          " OR 1=1 ",
          "DROP TABLE t",
          "c0",
          "l1",
          "*",
          "NULL",
          "(",
          ")",
          "a");

  private Hostile() {}

  static final List<String> KNOWN =
      List.of(
          "\\' OR 1=1 -- ",
          "'; DROP TABLE t; --",
          "\" FROM t; --",
          "O'Re\\ill\\n",
          "x\\",
          "",
          " ",
          "'",
          "\"",
          "\\",
          "?",
          "{0}");

  static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i >= 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
