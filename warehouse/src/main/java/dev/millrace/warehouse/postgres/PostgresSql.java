package dev.millrace.warehouse.postgres;

import static dev.millrace.warehouse.sql.SqlNames.quote;

import dev.millrace.formula.Dialect;
import dev.millrace.warehouse.sql.JdbcSql;
import dev.millrace.warehouse.sql.Rows.Field;
import dev.millrace.warehouse.sql.Session;
import dev.millrace.workbook.access.Refusal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.TreeSet;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's own ways. Processes that share a warehouse are kept apart by locks that end with the
 * transaction, and so with the process: a row lock for each table that is written, advisory locks
 * for executions and for the catalogue. All are taken in the same order everywhere.
 */
final class PostgresSql extends JdbcSql {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresSql.class);
  private static final String CHANNEL = "millrace_changes";
  private static final String DEPENDENT_OBJECTS_STILL_EXIST = "2BP01";

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  protected String place(Field field) {
    return field.json() ? "CAST(? AS JSON)" : "?";
  }

  @Override
  public void replaceView(Connection connection, String view, String query) throws SQLException {
    // In place if the columns allow it: what was granted on the view, and views on it, stay.
    Savepoint before = connection.setSavepoint();
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE OR REPLACE VIEW " + quote(view) + " AS " + query);
      connection.releaseSavepoint(before);
    } catch (SQLException e) {
      connection.rollback(before);
      dropView(connection, view);
      try (Statement statement = connection.createStatement()) {
        statement.execute("CREATE VIEW " + quote(view) + " AS " + query);
      }
    }
  }

  @Override
  public void dropView(Connection connection, String view) throws SQLException {
    try {
      super.dropView(connection, view);
    } catch (SQLException e) {
      if (DEPENDENT_OBJECTS_STILL_EXIST.equals(e.getSQLState())) {
        throw Refusal.of(
            Refusal.Kind.CONFLICT,
            "VIEW_IN_USE",
            "Other objects in the warehouse are built on the view '%s', so its columns cannot change. Drop them, publish, and make them again."
                .formatted(view));
      }
      throw e;
    }
  }

  @Override
  public void stageCsv(Connection connection, Path file) throws SQLException {
    new CsvStage(connection, file).run();
  }

  @Override
  public String converted(String text, String sqlType) {
    return Conversions.of(text, sqlType);
  }

  @Override
  public void lockCatalogue(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT pg_advisory_xact_lock(hashtextextended('catalogue', 0))")) {
      statement.execute();
    }
  }

  @Override
  public void lockTables(Session session, Collection<String> ids) throws SQLException {
    for (String id : new TreeSet<>(ids)) {
      call(session, "SELECT 1 FROM MILLRACE_TABLES WHERE DS_ID = ? FOR UPDATE", id);
    }
  }

  @Override
  public void lockExecutions(Session session, Collection<String> writing, Collection<String> ending)
      throws SQLException {
    TreeSet<String> all = new TreeSet<>(writing);
    all.addAll(ending);
    for (String execution : all) {
      String shared = ending.contains(execution) ? "" : "_shared";
      call(
          session,
          "SELECT pg_advisory_xact_lock%s(hashtextextended(?, 0))".formatted(shared),
          "execution " + execution);
    }
  }

  @Override
  public void announce(Session session, Collection<String> ids) throws SQLException {
    for (String id : ids) {
      call(session, "SELECT pg_notify('" + CHANNEL + "', ?)", id);
    }
  }

  @Override
  public boolean shared() {
    return true;
  }

  @Override
  public Announcements announcements(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN " + CHANNEL);
    }
    return new Notifications(connection);
  }

  /** PostgreSQL delivers them when the transaction that sent them is committed. */
  private record Notifications(Connection connection) implements Announcements {
    @Override
    public boolean await(Duration longest) throws SQLException {
      PGNotification[] some =
          connection
              .unwrap(PGConnection.class)
              .getNotifications(Math.toIntExact(longest.toMillis()));
      return some != null && some.length > 0;
    }

    @Override
    public void close() {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException e) {
        LOG.debug("A connection that listened did not close", e);
      }
    }
  }

  private static void call(Session session, String text, String what) throws SQLException {
    PreparedStatement statement = session.prepared(text);
    statement.setString(1, what);
    statement.execute();
  }
}
