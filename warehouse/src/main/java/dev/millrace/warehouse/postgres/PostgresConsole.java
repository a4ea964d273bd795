package dev.millrace.warehouse.postgres;

import dev.millrace.warehouse.read.Queries;
import dev.millrace.warehouse.read.ReadOnlyConsole;
import dev.millrace.workbook.access.Refusal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;
import org.postgresql.util.PSQLState;

/**
 * People's own SQL on PostgreSQL. The text becomes the query of a cursor, which the server takes
 * from a single SELECT or VALUES only, and it runs in a read-only transaction on a connection that
 * is closed afterwards, with whatever locks and settings the query's functions left there.
 */
final class PostgresConsole extends ReadOnlyConsole {

  PostgresConsole(Queries.Connections connections, Duration timeout) {
    super(connections, timeout);
  }

  @Override
  protected Result run(Connection connection, String tag, String sql, int limit)
      throws SQLException {
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL statement_timeout = " + timeout().toMillis());
      statement.setEscapeProcessing(false);
      statement.execute(
          "%sDECLARE millrace_console NO SCROLL CURSOR FOR %s".formatted(tag, one(sql)));
      // FETCH takes no parameter; the number is one.
      try (ResultSet found =
          statement.executeQuery("FETCH FORWARD %d FROM millrace_console".formatted(limit + 1))) {
        return result(found, limit);
      }
    } finally {
      connection.rollback();
    }
  }

  /** The driver would send what follows a semicolon as a statement of its own. */
  private static String one(String sql) throws SQLException {
    List<NativeQuery> statements = Parser.parseJdbcSql(sql, true, false, true, false, true);
    if (statements.size() != 1) {
      throw notReadOnly();
    }
    return statements.getFirst().nativeSql;
  }

  private static Refusal notReadOnly() {
    return refuse(
        Refusal.Kind.INVALID,
        "SQL_NOT_READ_ONLY",
        "Only a single query can be run here: SELECT, WITH, VALUES or TABLE.");
  }

  @Override
  protected Refusal refusal(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    if (state.equals(PSQLState.QUERY_CANCELED.getState())) {
      return timedOut();
    }
    if (state.equals("25006") || state.equals("42P11")) {
      return notReadOnly();
    }
    return refuse(Refusal.Kind.INVALID, "SQL_ERROR", message);
  }
}
