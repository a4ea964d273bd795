package dev.millrace.formula.rex;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/**
 * SQL text with places for arguments: {@code {0}} for one, {@code {1...}} for it and all behind it,
 * separated by commas. Filled in one pass, so braces in an argument mean nothing.
 */
final class Template {
  private static final Pattern PLACE = Pattern.compile("\\{([0-9]+)(\\.\\.\\.)?}");

  private sealed interface Piece {}

  private record Verbatim(String sql) implements Piece {}

  private record Place(int argument, boolean andRest, boolean enclosed) implements Piece {}

  private final List<Piece> pieces = new ArrayList<>();

  private final String sql;

  Template(String sql) {
    this.sql = sql;
    int at = 0;
    Matcher place = PLACE.matcher(sql);
    while (place.find()) {
      if (place.start() > at) {
        pieces.add(new Verbatim(sql.substring(at, place.start())));
      }
      boolean rest = place.group(2) != null;
      boolean enclosed = isEnclosed(sql, place.start(), place.end() - 1);
      pieces.add(new Place(Integer.parseInt(place.group(1)), rest, enclosed));
      at = place.end();
    }
    if (at < sql.length()) {
      pieces.add(new Verbatim(sql.substring(at)));
    }
  }

  /** Whether brackets and commas around the place make parentheses needless. */
  private static boolean isEnclosed(String sql, int open, int close) {
    boolean before = open > 0 && (sql.charAt(open - 1) == '(' || sql.startsWith(", ", open - 2));
    boolean after =
        close + 1 < sql.length() && (sql.charAt(close + 1) == ')' || sql.charAt(close + 1) == ',');
    return before && after;
  }

  /** The text with its places. */
  String sql() {
    return sql;
  }

  /** How often the argument stands in the text. */
  long uses(int argument) {
    return pieces.stream()
        .filter(piece ->
            piece instanceof Place place
                && (place.argument == argument || (place.andRest && place.argument < argument)))
        .count();
  }

  void print(SqlWriter writer, List<SqlNode> arguments) {
    for (Piece piece : pieces) {
      switch (piece) {
        case Verbatim(String sql) -> writer.print(sql);
        case Place(int argument, boolean andRest, boolean enclosed) -> {
          print(writer, arguments.get(argument), enclosed);
          for (int i = argument + 1; andRest && i < arguments.size(); i++) {
            writer.print(", ");
            print(writer, arguments.get(i), enclosed);
          }
        }
      }
    }
    writer.setNeedWhitespace(true);
  }

  private static void print(SqlWriter writer, SqlNode argument, boolean enclosed) {
    int precedence = enclosed ? 0 : 100;
    writer.setNeedWhitespace(false);
    argument.unparse(writer, precedence, precedence);
    writer.setNeedWhitespace(false);
  }
}
