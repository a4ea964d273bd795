package dev.millrace.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/** Queries on a data directory that no application has open. */
final class OfflineSql {
  private OfflineSql() {}

  @SuppressWarnings("DoNotCallSuggester")
  static JsonNode query(String sql, int limit, Path directory) {
    throw RunningApp.notRunning(directory.resolve(sql + limit));
  }
}
