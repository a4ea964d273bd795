package dev.millrace.warehouse.duckdb;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where a DuckDB warehouse is and what it may use.
 *
 * @param database the file; made if there is none
 * @param uploads the only folder that statements can read files from
 * @param temporary where it spills to
 * @param statementTimeout longest time of one query
 * @param maxGroup most changes that share a commit
 */
public record DuckDbSettings(
    Path database, Path uploads, Path temporary, Duration statementTimeout, int maxGroup) {
  /** The usual settings for a warehouse in that directory. */
  public static DuckDbSettings in(Path directory) {
    return new DuckDbSettings(
        directory.resolve("warehouse.duckdb"),
        directory.resolve("uploads"),
        directory.resolve("temporary"),
        Duration.ofSeconds(30),
        500);
  }
}
