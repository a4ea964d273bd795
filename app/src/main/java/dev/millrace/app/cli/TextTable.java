package dev.millrace.app.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, for a terminal. */
final class TextTable {
  private static final int WIDEST = 60;

  private TextTable() {}

  static String of(List<String> heads, List<List<String>> rows) {
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
  private static String shown(String cell) {
    StringBuilder clean = new StringBuilder();
    cell.codePoints()
        .map(point -> Character.isISOControl(point) ? ' ' : point)
        .forEach(clean::appendCodePoint);
    boolean fits = clean.length() <= WIDEST || clean.chars().allMatch(next -> next == '-');
    return fits ? clean.toString() : clean.substring(0, WIDEST - 1) + "…";
  }
}
