package dev.millrace.workbook.yaml;

import java.util.Arrays;
import java.util.OptionalInt;
import org.yaml.snakeyaml.error.Mark;

/**
 * The text of a file, and how its three ways of counting meet: SnakeYAML counts code points, Java
 * counts UTF-16 characters, people count lines.
 */
final class SourceText {
  private final String text;
  private final int[] supplementary;
  private final int[] lineStarts;

  SourceText(String text) {
    this.text = text;
    this.supplementary = supplementary(text);
    this.lineStarts = lineStarts(text);
  }

  String text() {
    return text;
  }

  /** The mark's place in UTF-16 characters from the start. */
  int offset(Mark mark) {
    int index = mark.getIndex();
    int found = Arrays.binarySearch(supplementary, index);
    return Math.min(index + (found >= 0 ? found : -found - 1), text.length());
  }

  /** Where the first such line reaches that length. */
  OptionalInt endOfLineLongerThan(int length) {
    for (int line = 0; line < lineStarts.length; line++) {
      int end = line + 1 < lineStarts.length ? lineStarts[line + 1] : text.length();
      if (end - lineStarts[line] > length) {
        return OptionalInt.of(lineStarts[line] + length);
      }
    }
    return OptionalInt.empty();
  }

  Place place(int offset, Path path) {
    int found = Arrays.binarySearch(lineStarts, offset);
    int line = found >= 0 ? found : -found - 2;
    return new Place(line + 1, offset - lineStarts[line] + 1, path.toString());
  }

  /** Code point indexes of the characters that take two UTF-16 characters. */
  private static int[] supplementary(String text) {
    int[] codePoints = text.codePoints().toArray();
    int[] found = new int[text.length() - codePoints.length];
    int count = 0;
    for (int index = 0; index < codePoints.length; index++) {
      if (Character.isSupplementaryCodePoint(codePoints[index])) {
        found[count++] = index;
      }
    }
    return found;
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[text.length() + 1];
    int count = 1;
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      boolean loneReturn =
          character == '\r' && (index + 1 == text.length() || text.charAt(index + 1) != '\n');
      if (character == '\n' || loneReturn) {
        starts[count++] = index + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }
}
