package dev.millrace.warehouse.sql;

import dev.millrace.formula.Dialect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * What a warehouse does in its own way. Everything else that keeps input tables is standard SQL.
 * All methods run inside the caller's transaction.
 */
public interface WarehouseSql {

  /** What elements are translated to. */
  Dialect dialect();

  /** Adds rows. */
  void insert(Session session, Rows rows) throws SQLException;

  /** Writes the columns after the first into the rows that the first one names. */
  void update(Session session, Rows rows) throws SQLException;

  /** Takes away the rows with these values in that column. */
  void delete(Session session, String table, String column, List<String> keys) throws SQLException;

  /** Makes the view, or gives one that stands there other columns. */
  void replaceView(Connection connection, String view, String query) throws SQLException;

  /** Takes the view away, if it is there. */
  void dropView(Connection connection, String view) throws SQLException;

  /**
   * A temporary table named {@code csv_load}: a column {@code millrace row id} that counts in the
   * file's order, then one text column for each heading of the file.
   *
   * @throws SQLException if the file is not CSV; the message tells why
   */
  void stageCsv(Connection connection, Path file) throws SQLException;

  /** An expression that is the text as a value of that SQL type, or NULL where it is none. */
  String converted(String text, String sqlType);

  /** Waits until no other process makes or alters input tables in this warehouse. */
  void lockCatalogue(Connection connection) throws SQLException;

  /** Waits until no other process writes to these input tables. */
  void lockTables(Session session, Collection<String> ids) throws SQLException;

  /**
   * Keeps the end of an execution and its writes apart, also when they come from two processes.
   *
   * @param writing executions that this transaction writes for
   * @param ending executions that this transaction ends
   */
  void lockExecutions(Session session, Collection<String> writing, Collection<String> ending)
      throws SQLException;

  /** Tells other processes, once this transaction is committed, that these tables changed. */
  void announce(Session session, Collection<String> ids) throws SQLException;

  /** Whether other processes may write to the same tables. */
  boolean shared();

  /**
   * Word of changes that any process commits from now on; only where it is {@link #shared}.
   *
   * @param connection stays with the announcements
   */
  Announcements announcements(Connection connection) throws SQLException;

  /** Word of committed changes. */
  interface Announcements extends AutoCloseable {
    /** Waits for the next word, but not longer than that; false if there was none. */
    boolean await(Duration longest) throws SQLException;

    /** Ends a wait, also that of another thread. */
    @Override
    void close();
  }
}
