package dev.millrace.warehouse.sql;

import java.sql.SQLException;
import java.util.List;

/**
 * A warehouse in which each statement is a transaction of its own, over one table. Two statements
 * that change the same table must not both succeed if each was run without seeing the other: an
 * adapter takes what its warehouse has for that (serializable statements, a table lock, MERGE in
 * place of INSERT).
 */
public interface LogFirstSql extends WarehouseSql {
  /**
   * Adds all of the log rows in one statement, or none: only if the newest row of the log is the
   * one they follow, the log has none of the changes, and none of the executions has ended.
   *
   * @return how many rows the warehouse says it added
   */
  long append(Session session, Append append) throws SQLException;

  /**
   * New rows of a log.
   *
   * @param after number of the newest row that is to be there; 0 if the log is to be empty
   * @param hash of that row
   * @param changes ids of the new rows' changes
   * @param executions that they are written for
   */
  record Append(
      TypedRows rows, long after, String hash, List<String> changes, List<String> executions) {}

  /**
   * Makes the table's rows as they are here. Does nothing to rows that are newer, and nothing at
   * all if the log has rows that these do not know of; so it may run twice, or late.
   */
  void merge(Session session, Merge merge) throws SQLException;

  /**
   * Rows as they are to be.
   *
   * @param rows whole: the first column is the key, the second says whether the row is gone (and is
   *     no column of the table), the third is its version
   * @param log the table's log
   * @param upTo number of the newest log row that these rows show
   */
  record Merge(TypedRows rows, String log, long upTo) {}

  /** Why a statement failed. */
  Failure failure(SQLException e);

  /** Why a statement failed. */
  enum Failure {
    /** The warehouse has too much to do: it may be run again, but not at once. */
    BUSY,
    /** Whether it ran is not known, or somebody else was faster: look, then run it again. */
    DOUBTFUL,
    /** The warehouse does not want it as it is. */
    WRONG
  }
}
