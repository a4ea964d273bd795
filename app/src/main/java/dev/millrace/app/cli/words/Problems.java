package dev.millrace.app.cli.words;

import com.fasterxml.jackson.databind.JsonNode;

/** A problem as people read it. */
public final class Problems {
  private Problems() {}

  public static String words(JsonNode problem) {
    StringBuilder words = new StringBuilder(problem.path("detail").asText("Refused."));
    words.append(" [").append(problem.path("code").asText("UNKNOWN")).append(']');
    for (JsonNode error : problem.path("errors")) {
      words
          .append("\n  line ")
          .append(error.path("line").asInt())
          .append(", column ")
          .append(error.path("column").asInt())
          .append(": ")
          .append(error.path("message").asText())
          .append(" [")
          .append(error.path("code").asText())
          .append(']');
    }
    if (problem.path("code").asText().equals("COLUMN_RETYPE_LOSES")) {
      words.append(PublishWords.lost(problem.path("columns")));
      words.append("\nTo publish all the same: --accept-loss");
    }
    return words.toString();
  }
}
