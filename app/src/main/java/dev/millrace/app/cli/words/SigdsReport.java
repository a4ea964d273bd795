package dev.millrace.app.cli.words;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was found in the tables of the warehouse, for a terminal. */
public final class SigdsReport {
  private SigdsReport() {}

  public static long count(JsonNode report) {
    long count = 0;
    for (JsonNode tally : report.path("tallies")) {
      count += tally.path("count").asLong();
    }
    return count;
  }

  /** How often what was found, then each finding in words. */
  public static String text(JsonNode report) {
    if (count(report) == 0) {
      return "%d tables agree with their logs.%n".formatted(report.path("tables").asInt());
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode tally : report.path("tallies")) {
      rows.add(
          List.of(
              code(tally), tally.path("table").asText(), tally.path("count").asText(), by(tally)));
    }
    StringBuilder text =
        new StringBuilder(TextTable.of(List.of("code", "table", "count", "mended by"), rows));
    for (JsonNode finding : report.path("findings")) {
      text.append(
          "%n%s %s%n  %s%n  %s%n"
              .formatted(
                  code(finding),
                  where(finding),
                  TextTable.clean(finding.path("found").asText()),
                  TextTable.clean(finding.path("remedy").asText())));
    }
    if (report.path("findings").size() < count(report)) {
      text.append("%nOf each kind and table only the first are told.%n".formatted());
    }
    return text.toString();
  }

  /** The code as it stands in the documentation. */
  private static String code(JsonNode found) {
    return found.path("code").asText().replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static String by(JsonNode found) {
    return switch (found.path("mend").asText()) {
      case "repair" -> "repair";
      case "revert" -> "repair --revert";
      default -> "nothing here";
    };
  }

  private static String where(JsonNode finding) {
    StringBuilder where = new StringBuilder(TextTable.clean(finding.path("table").asText()));
    if (finding.path("row").isTextual()) {
      where.append(", row ").append(TextTable.clean(finding.path("row").asText()));
    }
    if (finding.path("edit").isNumber()) {
      where.append(", edit ").append(finding.path("edit").asText());
    }
    return where.toString();
  }

  /** What a repair would do. */
  public static String plan(JsonNode report, boolean revert) {
    List<List<String>> mended = new ArrayList<>();
    List<List<String>> kept = new ArrayList<>();
    for (JsonNode tally : report.path("tallies")) {
      String mend = tally.path("mend").asText();
      boolean done = mend.equals("repair") || (revert && mend.equals("revert"));
      List<String> row =
          List.of(code(tally), tally.path("table").asText(), tally.path("count").asText());
      (done ? mended : kept).add(row);
    }
    List<String> heads = List.of("code", "table", "count");
    StringBuilder text = new StringBuilder();
    if (mended.isEmpty()) {
      text.append("There is nothing that this repair would mend.%n".formatted());
    } else {
      text.append("Would be mended:%n".formatted()).append(TextTable.of(heads, mended));
    }
    if (!kept.isEmpty()) {
      text.append("%nWould stay as it is:%n".formatted()).append(TextTable.of(heads, kept));
    }
    return text.append("%nNothing was changed. To do it, add --yes.%n".formatted()).toString();
  }

  /** What a repair did. */
  public static String repaired(JsonNode answer) {
    StringBuilder text =
        new StringBuilder(
            "Found: %,d. Left: %,d.%n"
                .formatted(count(answer.path("found")), count(answer.path("left"))));
    for (JsonNode table : answer.path("unmended")) {
      text.append(
          "%s is as it was: %s [%s]%n"
              .formatted(
                  TextTable.clean(table.path("table").asText()),
                  TextTable.clean(table.path("message").asText()),
                  table.path("code").asText()));
    }
    return text.append(text(answer.path("left"))).toString();
  }
}
