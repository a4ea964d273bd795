package dev.millrace.app.cli.words;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, for a terminal. */
public final class TextTable {
  private static final int WIDEST = 60;

  private TextTable() {}

  public static String of(List<String> heads, List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < heads.size(); i++) {
      int column = i;
      int widest = rows.stream().mapToInt(row -> shown(row.get(column)).length()).max().orElse(0);
      widths.add(Math.max(shown(heads.get(i)).length(), widest));
    }
    StringBuilder text = new StringBuilder();
    line(text, heads, widths);
    line(text, widths.stream().map("-"::repeat).toList(), widths);
    rows.forEach(row -> line(text, row, widths));
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = shown(cells.get(i));
      line.append(i == 0 ? "" : "  ")
          .append(cell)
          .append(" ".repeat(widths.get(i) - cell.length()));
    }
    text.append(line.toString().stripTrailing()).append(System.lineSeparator());
  }

  /** Control characters could drive the terminal. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .map(point -> Character.isISOControl(point) ? ' ' : point)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  static String shown(String cell) {
    String clean = clean(cell);
    boolean fits = clean.length() <= WIDEST || clean.chars().allMatch(next -> next == '-');
    return fits ? clean : clean.substring(0, WIDEST - 1) + "…";
  }
}
