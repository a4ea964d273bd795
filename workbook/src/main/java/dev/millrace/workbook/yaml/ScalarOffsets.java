package dev.millrace.workbook.yaml;

/** Finds a character of a scalar's value in the text that wrote it. */
final class ScalarOffsets {
  private ScalarOffsets() {}

  /**
   * How far behind {@code start} the character stands.
   *
   * @param start where the scalar begins, its quote included
   * @param end just behind the scalar
   * @param offset of the character in the value
   * @return 0 if the scalar is written over several lines
   */
  static int find(String text, int start, int end, int offset) {
    if (start >= end || text.substring(start, end).chars().anyMatch(ScalarOffsets::endsLine)) {
      return 0;
    }
    return switch (text.charAt(start)) {
      case '\'' -> single(text, start, end, offset);
      case '"' -> doubled(text, start, end, offset);
      default -> Math.min(offset, end - start);
    };
  }

  private static int single(String text, int start, int end, int offset) {
    int source = start + 1;
    for (int value = 0; value < offset && source < end - 1; value++) {
      source += text.charAt(source) == '\'' ? 2 : 1;
    }
    return source - start;
  }

  private static int doubled(String text, int start, int end, int offset) {
    int source = start + 1;
    int value = 0;
    while (value < offset && source < end - 1) {
      if (text.charAt(source) != '\\') {
        source++;
        value++;
        continue;
      }
      int digits =
          switch (text.charAt(source + 1)) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> 0;
          };
      value += digits == 8 && !text.startsWith("0000", source + 2) ? 2 : 1;
      if (value > offset) {
        break;
      }
      source += 2 + digits;
    }
    return source - start;
  }

  private static boolean endsLine(int character) {
    return character == '\n' || character == '\r';
  }
}
