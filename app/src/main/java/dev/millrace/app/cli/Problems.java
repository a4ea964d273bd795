package dev.millrace.app.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** A problem as people read it. */
final class Problems {
  private Problems() {}

  static String words(JsonNode problem) {
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
    return words.toString();
  }
}
