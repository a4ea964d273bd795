package dev.millrace.warehouse.duckdb;

import static dev.millrace.warehouse.sql.SqlNames.quote;
import static java.util.stream.Collectors.joining;

import dev.millrace.formula.Dialect;
import dev.millrace.warehouse.sql.JdbcSql;
import dev.millrace.warehouse.sql.Rows;
import dev.millrace.warehouse.sql.Rows.Field;
import dev.millrace.warehouse.sql.Session;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** DuckDB's own ways. One process has the file and one thread writes, so nothing needs a lock. */
public final class DuckDbSql extends JdbcSql {
  /** From so many rows on, a detour through a temporary table is the shorter way. */
  private static final int MANY = 6;

  /** From so many rows on, the appender is faster than a statement for each. */
  private static final int SOME = 3;

  @Override
  public Dialect dialect() {
    return Dialect.DUCKDB;
  }

  @Override
  public void insert(Session session, Rows rows) throws SQLException {
    if (rows.whole() && rows.values().size() >= SOME) {
      append(session, "", rows.table(), rows);
      return;
    }
    if (rows.values().size() < MANY) {
      super.insert(session, rows);
      return;
    }
    String names = names(rows.columns());
    staged(
        session,
        rows,
        "INSERT INTO %s (%s) SELECT %s FROM staged_rows"
            .formatted(quote(rows.table()), names, names));
  }

  @Override
  public void update(Session session, Rows rows) throws SQLException {
    if (rows.values().size() < MANY) {
      super.update(session, rows);
      return;
    }
    String key = quote(rows.columns().getFirst().name());
    String written =
        rows.columns().stream()
            .skip(1)
            .map(field -> "%1$s = staged_rows.%1$s".formatted(quote(field.name())))
            .collect(joining(", "));
    staged(
        session,
        rows,
        "UPDATE %1$s AS written SET %2$s FROM staged_rows WHERE written.%3$s = staged_rows.%3$s"
            .formatted(quote(rows.table()), written, key));
  }

  @Override
  public void delete(Session session, String table, String column, List<String> keys)
      throws SQLException {
    if (keys.size() < MANY) {
      super.delete(session, table, column, keys);
      return;
    }
    Rows rows =
        new Rows(
            table,
            List.of(Field.of(column)),
            false,
            keys.stream().map(key -> List.<@Nullable Object>of(key)).toList());
    staged(
        session,
        rows,
        "DELETE FROM %1$s WHERE %2$s IN (SELECT %2$s FROM staged_rows)"
            .formatted(quote(table), quote(column)));
  }

  private static String names(List<Field> columns) {
    return columns.stream().map(field -> quote(field.name())).collect(joining(", "));
  }

  /** The appender is some thirty times as fast as a batch, but fills whole tables only. */
  private static void staged(Session session, Rows rows, String statement) throws SQLException {
    try (Statement staging = session.connection().createStatement()) {
      staging.execute(
          "CREATE OR REPLACE TEMP TABLE staged_rows AS SELECT %s FROM %s LIMIT 0"
              .formatted(names(rows.columns()), quote(rows.table())));
      append(session, "temp", "staged_rows", rows);
      staging.execute(statement);
    }
  }

  private static void append(Session session, String catalog, String table, Rows rows)
      throws SQLException {
    DuckDBConnection connection = session.connection().unwrap(DuckDBConnection.class);
    try (DuckDBAppender appender =
        catalog.isEmpty()
            ? connection.createAppender("main", table)
            : connection.createAppender(catalog, "main", table)) {
      for (List<@Nullable Object> row : rows.values()) {
        appender.beginRow();
        for (Object value : row) {
          append(appender, value);
        }
        appender.endRow();
      }
    }
  }

  private static void append(DuckDBAppender appender, @Nullable Object value) throws SQLException {
    switch (value) {
      case null -> appender.appendNull();
      case String text -> appender.append(text);
      case Long whole -> appender.append(whole.longValue());
      case BigDecimal number -> appender.append(number);
      case Boolean logical -> appender.append(logical.booleanValue());
      case LocalDate day -> appender.append(day);
      case LocalDateTime moment -> appender.append(moment);
      default -> throw new IllegalArgumentException("No column stores a " + value.getClass());
    }
  }

  @Override
  public void replaceView(Connection connection, String view, String query) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE OR REPLACE VIEW " + quote(view) + " AS " + query);
    }
  }

  @Override
  public void stageCsv(Connection connection, Path file) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            CREATE OR REPLACE TEMP TABLE csv_load AS
            SELECT ? || printf('%012x', row_number() OVER ()) AS "millrace row id", *
            FROM read_csv(?, header = true, all_varchar = true, null_padding = false)
            """)) {
      String random = UUID.randomUUID().toString();
      statement.setString(1, random.substring(0, random.length() - 12));
      statement.setString(2, file.toString());
      statement.execute();
    }
  }

  @Override
  public String converted(String text, String sqlType) {
    return sqlType.equals("VARCHAR")
        ? text
        : sqlType.startsWith("DECIMAL")
            ? "TRY_CAST(replace(trim(%s), ',', '') AS %s)".formatted(text, sqlType)
            : "TRY_CAST(trim(%s) AS %s)".formatted(text, sqlType);
  }

  @Override
  public void lockCatalogue(Connection connection) {
    // The one writer of the one process is here.
  }

  @Override
  public void lockTables(Session session, Collection<String> ids) {
    // The one writer of the one process is here.
  }

  @Override
  public void lockExecutions(
      Session session, Collection<String> writing, Collection<String> ending) {
    // The one writer of the one process is here.
  }

  @Override
  public void announce(Session session, Collection<String> ids) {
    // There is nobody else to tell.
  }

  @Override
  public boolean shared() {
    return false;
  }

  @Override
  public Announcements announcements(Connection connection) {
    throw new UnsupportedOperationException("Nobody else writes to this file");
  }
}
