package dev.millrace.app.cli.words;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/** What publishing did, as people read it. */
public final class PublishWords {
  /** Lost cells that are shown of a column; the answer has more of them. */
  private static final int MOST_SHOWN = 10;

  private final StringBuilder words = new StringBuilder();

  private PublishWords() {}

  public static String of(JsonNode answer) {
    PublishWords all = new PublishWords();
    all.words.append(
        "%s: version %d%s"
            .formatted(
                answer.path("id").asText(),
                answer.path("version").asInt(),
                answer.path("unchanged").asBoolean()
                    ? ", unchanged"
                    : answer.path("dryRun").asBoolean() ? " would be published" : " published"));
    answer.path("tables").forEach(all::table);
    if (answer.hasNonNull("script")) {
      all.line(0, "First the owner of the warehouse's schema has to run what --script prints.");
    }
    return all.words.toString();
  }

  /** The columns that a refused publication would lose values of. */
  static String lost(JsonNode columns) {
    PublishWords all = new PublishWords();
    for (JsonNode column : columns) {
      all.line(1, "%s.%s: %s", text(column, "table"), text(column, "column"), retype(column));
      all.cells(2, column);
    }
    return all.words.toString();
  }

  private void table(JsonNode table) {
    String fate = text(table, "fate");
    boolean tell = !fate.equals("kept") || !table.path("columns").isEmpty();
    if (!tell) {
      return;
    }
    String bad =
        table.path("badCells").asLong() > 0
            ? ", %,d bad cells".formatted(table.path("badCells").asLong())
            : "";
    line(
        1,
        "%s: %s%,d rows%s",
        text(table, "element"),
        switch (fate) {
          case "created" -> "new, ";
          case "restored" -> "back from the trash, ";
          case "trashed" -> "to the trash, ";
          default -> "";
        },
        table.path("rows").asLong(),
        bad);
    table.path("columns").forEach(this::column);
  }

  private void column(JsonNode column) {
    String what =
        switch (text(column, "fate")) {
          case "added" -> "new";
          case "renamed" ->
              "renamed from '%s' to '%s'".formatted(text(column, "before"), text(column, "name"));
          case "retyped" -> retype(column.path("retype"));
          case "restored" -> "back from the trash with its values";
          default -> "to the trash";
        };
    line(2, "%s: %s", text(column, "column"), what);
    cells(3, column.path("retype"));
  }

  private static String retype(JsonNode retype) {
    return "from %s to %s, %,d values, of which %,d do not fit"
        .formatted(
            text(retype, "from"),
            text(retype, "to"),
            retype.path("cells").asLong(),
            retype.path("lost").asLong());
  }

  private void cells(int depth, JsonNode retype) {
    int shown = 0;
    for (JsonNode cell : retype.path("first")) {
      if (shown++ == MOST_SHOWN) {
        line(depth, "… (--json shows the first hundred)");
        return;
      }
      line(depth, "row %s: '%s': %s", text(cell, "row"), text(cell, "given"), text(cell, "reason"));
    }
  }

  private void line(int depth, String format, Object... values) {
    words.append('\n').append("  ".repeat(depth)).append(format.formatted(shown(values)));
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asText();
  }

  private static Object[] shown(Object[] values) {
    return Stream.of(values)
        .map(value -> value instanceof String text ? TextTable.shown(text) : value)
        .toArray();
  }
}
