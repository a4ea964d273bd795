package dev.millrace.formula.language;

import dev.millrace.formula.ElementQuery.ColumnType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table of truth: a formula, columns to run it over, and what it gives in each row.
 *
 * @param category whose file it stands in
 * @param columns in order; all of one length
 * @param groupBy columns by which rows belong together
 * @param tables columns of other elements, by the element's name
 * @param expected one for each row; one if there are no columns
 */
record TruthCase(
    String category,
    int line,
    String formula,
    Map<String, Column> columns,
    List<String> groupBy,
    Map<String, Map<String, Column>> tables,
    List<@Nullable Object> expected) {
  private static final String BY = "by";

  /** A column of the input. */
  record Column(ColumnType type, List<@Nullable Object> values) {}

  int rows() {
    return columns.isEmpty() ? 1 : length(columns);
  }

  static int length(Map<String, Column> columns) {
    return columns.values().iterator().next().values().size();
  }

  static TruthCase parse(String category, int line, String text) {
    List<String> cells = split(text, '|');
    if (cells.size() != 4 || cells.get(3).isBlank()) {
      throw new IllegalArgumentException(category + " " + line + " has no four cells: " + text);
    }
    Map<String, Column> columns = new LinkedHashMap<>();
    List<String> groupBy = new ArrayList<>();
    Map<String, Map<String, Column>> tables = new LinkedHashMap<>();
    if (!cells.get(1).isBlank()) {
      for (String column : split(cells.get(1), ';')) {
        int colon = column.indexOf(':');
        String[] head = column.substring(0, colon).strip().split(" ", 2);
        if (head[0].equals(BY)) {
          split(column.substring(colon + 1), ',').forEach(name -> groupBy.add(name.strip()));
          continue;
        }
        List<@Nullable Object> values =
            column.substring(colon + 1).isBlank() ? List.of() : values(column.substring(colon + 1));
        ColumnType type =
            head.length > 1 ? ColumnType.valueOf(head[1].toUpperCase(Locale.ROOT)) : type(values);
        int slash = head[0].indexOf('/');
        Map<String, Column> table =
            slash < 0
                ? columns
                : tables.computeIfAbsent(head[0].substring(0, slash), any -> new LinkedHashMap<>());
        table.put(head[0].substring(slash + 1), new Column(type, held(values, type)));
      }
    }
    return new TruthCase(
        category,
        line,
        cells.get(0).strip(),
        columns,
        groupBy,
        tables,
        cells.get(2).isBlank() ? List.of() : values(cells.get(2)));
  }

  /** As the warehouse gives them back. */
  private static List<@Nullable Object> held(List<@Nullable Object> values, ColumnType type) {
    if (type != ColumnType.DECIMAL) {
      return values;
    }
    List<@Nullable Object> held = new ArrayList<>();
    for (Object value : values) {
      held.add(value == null ? null : new BigDecimal(value.toString()).setScale(10));
    }
    return held;
  }

  /** Cuts at a sign that stands outside of quotes. */
  private static List<String> split(String text, char sign) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    int open = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\' && i + 1 < text.length()) {
        part.append(c).append(text.charAt(++i));
        continue;
      }
      if (c == '"') {
        quoted = !quoted;
      }
      if (!quoted && (c == '[' || c == ']')) {
        open += c == '[' ? 1 : -1;
      }
      if (c == sign && !quoted && open == 0) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  private static List<@Nullable Object> values(String text) {
    List<@Nullable Object> values = new ArrayList<>();
    for (String value : split(text, ',')) {
      values.add(value(value.strip()));
    }
    return values;
  }

  private static @Nullable Object value(String text) {
    if (text.startsWith("[")) {
      String members = text.substring(1, text.length() - 1);
      return members.isBlank() ? List.of() : values(members);
    }
    if (text.startsWith("\"")) {
      return unescaped(text.substring(1, text.length() - 1));
    }
    return switch (text) {
      case "null" -> null;
      case "True" -> true;
      case "False" -> false;
      default -> numberOrMoment(text);
    };
  }

  private static String unescaped(String text) {
    return Pattern.compile("\\\\(.)")
        .matcher(text)
        .replaceAll(escape ->
            switch (escape.group(1)) {
              case "n" -> "\n";
              case "t" -> "\t";
              default -> Matcher.quoteReplacement(escape.group(1));
            });
  }

  private static Object numberOrMoment(String text) {
    if (text.contains("T")) {
      return LocalDateTime.parse(text);
    }
    if (text.length() == 10 && text.charAt(4) == '-') {
      return LocalDate.parse(text).atStartOfDay();
    }
    if (text.contains("e")) {
      return Double.valueOf(text);
    }
    BigDecimal number = new BigDecimal(text);
    return number.scale() == 0 && number.unscaledValue().bitLength() < Long.SIZE
        ? (Object) number.longValue()
        : number;
  }

  private static ColumnType type(List<@Nullable Object> values) {
    Object first =
        values.stream()
            .filter(value -> value != null && !(value instanceof Long))
            .findFirst()
            .orElse(0L);
    return switch (first) {
      case String text -> ColumnType.TEXT;
      case Boolean logical -> ColumnType.BOOLEAN;
      case LocalDateTime moment -> ColumnType.TIMESTAMP;
      case Double number -> ColumnType.DOUBLE;
      case Long number -> ColumnType.INTEGER;
      default -> ColumnType.DECIMAL;
    };
  }

  @Override
  public String toString() {
    return line + ": " + formula;
  }
}
