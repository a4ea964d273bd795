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
 * @param trashKept how long tables and columns can come back that left their workbook
 */
public record DuckDbSettings(
    Path database,
    Path uploads,
    Path temporary,
    Duration statementTimeout,
    int maxGroup,
    Duration trashKept) {
  private static final Duration TRASH_KEPT = Duration.ofDays(30);

  /** The usual settings for a warehouse in that directory. */
  public static DuckDbSettings in(Path directory) {
    return new DuckDbSettings(
        directory.resolve("warehouse.duckdb"),
        directory.resolve("uploads"),
        directory.resolve("temporary"),
        Duration.ofSeconds(30),
        500,
        TRASH_KEPT);
  }

  /** The same with another time in the trash. */
  public DuckDbSettings withTrashKept(Duration kept) {
    return new DuckDbSettings(database, uploads, temporary, statementTimeout, maxGroup, kept);
  }
}
