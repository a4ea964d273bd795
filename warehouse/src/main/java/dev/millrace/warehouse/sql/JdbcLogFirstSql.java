package dev.millrace.warehouse.sql;

import static dev.millrace.warehouse.sql.SqlNames.quote;
import static java.util.stream.Collectors.joining;

import dev.millrace.warehouse.sql.TypedRows.TypedColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Standard SQL for warehouses that commit statement by statement. Writers are kept apart by a lease
 * and by the conditions in the statements, so that there is nothing to lock.
 */
public abstract class JdbcLogFirstSql extends JdbcSql implements LogFirstSql {
  private final Duration statementTimeout;
  private final Duration lookEvery;
  private final int maxParameters;
  private final Semaphore word = new Semaphore(0);

  /**
   * @param statementTimeout longest time of a statement that writes, with its waiting
   * @param lookEvery how often to look for what other processes wrote
   * @param maxParameters most parameters of one statement
   */
  protected JdbcLogFirstSql(Duration statementTimeout, Duration lookEvery, int maxParameters) {
    this.statementTimeout = statementTimeout;
    this.lookEvery = lookEvery;
    this.maxParameters = maxParameters;
  }

  @Override
  public long append(Session session, Append append) throws SQLException {
    TypedRows rows = append.rows();
    String log = quote(rows.table());
    String names = names(rows.columns(), "");
    Binding binding = new Binding();
    StringBuilder text = new StringBuilder();
    text.append(
        "INSERT INTO %s (%s) SELECT %s FROM %s AS NEW_ROWS (%s) WHERE "
            .formatted(log, names, names, binding.values(rows, rows.values()), names));
    binding.add(append.after());
    text.append("NOT EXISTS (SELECT 1 FROM %s WHERE \"EDIT_NUM\" > ?)".formatted(log));
    if (append.after() > 0) {
      binding.add(append.after());
      binding.add(append.hash());
      text.append(
          " AND EXISTS (SELECT 1 FROM %s WHERE \"EDIT_NUM\" = ? AND \"HASH\" = ?)".formatted(log));
    }
    binding.addAll(append.changes());
    text.append(
        " AND NOT EXISTS (SELECT 1 FROM %s WHERE \"CHANGE_ID\" IN (%s))"
            .formatted(log, Session.places(append.changes().size())));
    if (!append.executions().isEmpty()) {
      binding.addAll(append.executions());
      text.append(
          " AND NOT EXISTS (SELECT 1 FROM MILLRACE_ENDED_EXECUTIONS WHERE EXECUTION_ID IN (%s))"
              .formatted(Session.places(append.executions().size())));
    }
    return run(session, text.toString(), binding);
  }

  @Override
  public void merge(Session session, Merge merge) throws SQLException {
    TypedRows rows = merge.rows();
    int most = Math.max(1, (maxParameters - 1) / rows.columns().size());
    for (int from = 0; from < rows.values().size(); from += most) {
      List<List<@Nullable Object>> some =
          rows.values().subList(from, Math.min(rows.values().size(), from + most));
      Binding binding = new Binding();
      String source = binding.values(rows, some);
      binding.add(merge.upTo());
      run(session, mergeText(merge, source), binding);
    }
  }

  private static String mergeText(Merge merge, String source) {
    List<TypedColumn> all = merge.rows().columns();
    String key = quote(all.get(0).name());
    String gone = quote(all.get(1).name());
    String version = quote(all.get(2).name());
    List<TypedColumn> written = all.stream().filter(column -> !column.equals(all.get(1))).toList();
    return """
    MERGE INTO %s AS ROWS_NOW
    USING (SELECT NEW_ROWS.* FROM %s AS NEW_ROWS (%s)
      WHERE NOT EXISTS (SELECT 1 FROM %s WHERE "EDIT_NUM" > ?)) AS NEW_ROWS
    ON ROWS_NOW.%s = NEW_ROWS.%s
    WHEN MATCHED AND NEW_ROWS.%s AND ROWS_NOW.%s < NEW_ROWS.%s THEN DELETE
    WHEN MATCHED AND NOT NEW_ROWS.%s AND ROWS_NOW.%s < NEW_ROWS.%s THEN UPDATE SET %s
    WHEN NOT MATCHED AND NOT NEW_ROWS.%s THEN INSERT (%s) VALUES (%s)
    """
        .formatted(
            quote(merge.rows().table()),
            source,
            names(all, ""),
            quote(merge.log()),
            key,
            key,
            gone,
            version,
            version,
            gone,
            version,
            version,
            written.stream()
                .skip(1)
                .map(column -> quote(column.name()) + " = NEW_ROWS." + quote(column.name()))
                .collect(joining(", ")),
            gone,
            names(written, ""),
            names(written, "NEW_ROWS."));
  }

  private static String names(List<TypedColumn> columns, String prefix) {
    return columns.stream().map(column -> prefix + quote(column.name())).collect(joining(", "));
  }

  private long run(Session session, String text, Binding binding) throws SQLException {
    try (PreparedStatement statement = session.connection().prepareStatement(text)) {
      statement.setQueryTimeout(Math.toIntExact(Math.max(1, statementTimeout.toSeconds())));
      binding.bind(statement);
      return statement.executeUpdate();
    }
  }

  @Override
  public Failure failure(SQLException e) {
    String state = Optional.ofNullable(e.getSQLState()).orElse("");
    if (state.startsWith("08") || state.startsWith("40") || e instanceof SQLRecoverableException) {
      return Failure.DOUBTFUL;
    }
    return state.startsWith("53") || state.startsWith("57") || e instanceof SQLTransientException
        ? Failure.BUSY
        : Failure.WRONG;
  }

  @Override
  public void replaceView(Connection connection, String view, String query) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP VIEW IF EXISTS " + quote(view));
      statement.execute("CREATE VIEW " + quote(view) + " AS " + query);
    }
  }

  @Override
  public void lockCatalogue(Connection connection) {}

  @Override
  public void lockTables(Session session, Collection<String> ids) {}

  @Override
  public void lockExecutions(
      Session session, Collection<String> writing, Collection<String> ending) {}

  /** Followers of this process look at once; those of others when they look next. */
  @Override
  public void announce(Session session, Collection<String> ids) {
    if (!ids.isEmpty()) {
      word.release();
    }
  }

  @Override
  public boolean shared() {
    return true;
  }

  @Override
  public Announcements announcements(Connection connection) {
    return new Looking();
  }

  /** Nobody tells, so it is looked for from time to time. */
  private final class Looking implements Announcements {
    @Override
    public boolean await(Duration longest) throws SQLException {
      long most = Math.min(longest.toMillis(), lookEvery.toMillis());
      try {
        boolean told = word.tryAcquire(most, TimeUnit.MILLISECONDS);
        word.drainPermits();
        return told;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SQLException("interrupted", e);
      }
    }

    @Override
    public void close() {
      word.release();
    }
  }
}
