package dev.millrace.warehouse.sql;

import static dev.millrace.warehouse.sql.SqlNames.quote;
import static java.util.stream.Collectors.joining;

import dev.millrace.warehouse.sql.Rows.Field;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows written by JDBC batches of standard SQL. */
public abstract class JdbcSql implements WarehouseSql {

  @Override
  public void insert(Session session, Rows rows) throws SQLException {
    batch(
        session,
        "INSERT INTO %s (%s) VALUES (%s)"
            .formatted(
                SqlNames.quote(rows.table()),
                rows.columns().stream()
                    .map(field -> SqlNames.quote(field.name()))
                    .collect(joining(", ")),
                rows.columns().stream().map(this::place).collect(joining(", "))),
        rows.values());
  }

  @Override
  public void update(Session session, Rows rows) throws SQLException {
    List<Field> written = rows.columns().subList(1, rows.columns().size());
    batch(
        session,
        "UPDATE %s SET %s WHERE %s = ?"
            .formatted(
                SqlNames.quote(rows.table()),
                written.stream()
                    .map(field -> SqlNames.quote(field.name()) + " = " + place(field))
                    .collect(joining(", ")),
                SqlNames.quote(rows.columns().getFirst().name())),
        keyLast(rows.values()));
  }

  private static List<List<@Nullable Object>> keyLast(List<List<@Nullable Object>> rows) {
    List<List<@Nullable Object>> turned = new ArrayList<>(rows.size());
    for (List<@Nullable Object> row : rows) {
      List<@Nullable Object> values = new ArrayList<>(row.subList(1, row.size()));
      values.add(row.getFirst());
      turned.add(values);
    }
    return turned;
  }

  @Override
  public void delete(Session session, String table, String column, List<String> keys)
      throws SQLException {
    batch(
        session,
        "DELETE FROM %s WHERE %s = ?".formatted(SqlNames.quote(table), SqlNames.quote(column)),
        keys.stream().map(key -> List.<@Nullable Object>of(key)).toList());
  }

  /** Where a value of that column stands in a statement. */
  protected String place(Field field) {
    return "?";
  }

  private static void batch(Session session, String text, List<List<@Nullable Object>> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    PreparedStatement statement = session.prepared(text);
    for (List<@Nullable Object> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        statement.setObject(i + 1, row.get(i));
      }
      if (rows.size() > 1) {
        statement.addBatch();
      }
    }
    if (rows.size() == 1) {
      statement.executeUpdate();
    } else {
      statement.executeBatch();
    }
  }

  @Override
  public void dropView(Connection connection, String view) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP VIEW IF EXISTS " + quote(view));
    }
  }
}
