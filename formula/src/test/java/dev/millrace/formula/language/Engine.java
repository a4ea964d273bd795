package dev.millrace.formula.language;

import dev.millrace.formula.Dialect;
import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.ElementQuery.ColumnType;
import dev.millrace.formula.SqlStatement;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.array.Members;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A real warehouse with one table. */
abstract class Engine implements AutoCloseable {
  private final Connection connection;
  private final List<String> warnings = new ArrayList<>();

  Engine(Connection connection) {
    this.connection = connection;
  }

  abstract Dialect dialect();

  /** What cannot be translated for it: the message of the refusal; nothing else may be refused. */
  abstract String refuses();

  /** The type of a column of floats. */
  abstract String doubleType();

  static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Makes the table {@code t}, with a column {@code row} that numbers the rows. */
  ElementQuery.Source table(Map<String, TruthCase.Column> columns, int rows) throws SQLException {
    return table("t", columns, rows);
  }

  /** Makes a table of that name. */
  ElementQuery.Source table(String table, Map<String, TruthCase.Column> columns, int rows)
      throws SQLException {
    StringBuilder create = new StringBuilder("CREATE TABLE " + quote(table) + " (\"row\" BIGINT");
    List<ElementQuery.SourceColumn> sources = new ArrayList<>();
    sources.add(new ElementQuery.SourceColumn("row", "row", ColumnType.INTEGER));
    for (Map.Entry<String, TruthCase.Column> column : columns.entrySet()) {
      ColumnType type = column.getValue().type();
      create.append(", ").append(quote(column.getKey())).append(' ').append(name(type));
      sources.add(new ElementQuery.SourceColumn(column.getKey(), column.getKey(), type));
    }
    execute("DROP TABLE IF EXISTS " + quote(table));
    execute(create.append(")").toString());
    insert(table, columns, rows);
    return new ElementQuery.Source(List.of(table), sources);
  }

  private void insert(String table, Map<String, TruthCase.Column> columns, int rows)
      throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO " + quote(table) + " VALUES (?" + places(columns) + ")")) {
      for (int row = 0; row < rows; row++) {
        insert.setLong(1, row);
        int position = 2;
        for (TruthCase.Column column : columns.values()) {
          insert.setObject(position++, column.values().get(row));
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  /** Texts become JSON only if they are told to. */
  private static String places(Map<String, TruthCase.Column> columns) {
    return columns.values().stream()
        .map(column -> column.type() == ColumnType.JSON ? ", CAST(? AS JSON)" : ", ?")
        .collect(Collectors.joining());
  }

  private String name(ColumnType type) {
    return switch (type) {
      case TEXT -> "VARCHAR";
      case INTEGER -> "BIGINT";
      case DECIMAL -> "DECIMAL(28, 10)";
      case DOUBLE -> doubleType();
      case TIMESTAMP -> "TIMESTAMP";
      case DATE -> "DATE";
      case BOOLEAN -> "BOOLEAN";
      case JSON -> "JSON";
      case ARRAY -> "VARCHAR";
    };
  }

  /** What the warehouse remarked on the last statement. */
  List<String> warnings() {
    return warnings;
  }

  /** The rows of a statement, each a list. */
  List<List<@Nullable Object>> rows(SqlStatement sql) throws SQLException {
    warnings.clear();
    try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
      for (int i = 0; i < sql.parameters().size(); i++) {
        statement.setObject(i + 1, sql.parameters().get(i));
      }
      List<List<@Nullable Object>> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(row(result, sql.columns()));
        }
      }
      for (SQLWarning at = statement.getWarnings(); at != null; at = at.getNextWarning()) {
        warnings.add(String.valueOf(at.getMessage()));
      }
      return rows;
    }
  }

  private static List<@Nullable Object> row(
      ResultSet result, List<SqlStatement.ResultColumn> columns) throws SQLException {
    List<@Nullable Object> row = new ArrayList<>();
    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      Object value = result.getObject(i);
      boolean array = columns.get(i - 1).type() == ValueType.ARRAY && value != null;
      row.add(
          array
              ? Members.read(String.valueOf(value))
              : value instanceof Timestamp ? result.getObject(i, LocalDateTime.class) : value);
    }
    return row;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
