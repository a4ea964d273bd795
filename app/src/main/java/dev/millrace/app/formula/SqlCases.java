package dev.millrace.app.formula;

import dev.millrace.formula.Dialect;
import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.ElementQuery.ColumnType;
import dev.millrace.formula.ElementQuery.Computed;
import dev.millrace.formula.ElementQuery.Sort;
import dev.millrace.formula.ElementQuery.SourceColumn;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.Reference;
import dev.millrace.formula.SqlStatement;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.array.Members;
import dev.millrace.formula.viewer.Viewer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs cases on a warehouse, each over a temporary table of its own. */
final class SqlCases implements CaseEngine {
  private static final String TABLE = "millrace_case";
  private static final String COLUMN = "c";
  private static final String ROW = "millrace row";
  private static final String RESULT = "millrace result";

  private final Connection connection;
  private final Formulas formulas;
  private final Dialect dialect;

  /**
   * @param connection nobody else's; it is closed with this
   */
  SqlCases(Connection connection, Formulas formulas, Dialect dialect) {
    this.connection = connection;
    this.formulas = formulas;
    this.dialect = dialect;
  }

  @Override
  public List<@Nullable Object> run(FormulaCase one) {
    List<Sort> order = new ArrayList<>(one.sort());
    order.add(new Sort(ROW, false));
    List<Sort> shown = new ArrayList<>();
    if (one.groups()) {
      one.groupBy().forEach(name -> shown.add(new Sort(name, false)));
    }
    shown.addAll(order);
    List<Computed> computed = new ArrayList<>(one.computed());
    computed.add(new Computed(RESULT, one.formula()));
    Map<Reference, @Nullable Object> parameters = new LinkedHashMap<>();
    parameters.put(ElementQuery.NOW, one.now());
    one.single().forEach((name, value) -> parameters.put(name, value.seen().getFirst()));
    Stream.concat(Stream.of(one.formula()), one.computed().stream().map(Computed::formula))
        .flatMap(formula -> formula.references().stream())
        .filter(Viewer::isAsked)
        .forEach(asked -> parameters.put(asked, one.viewer().answer(asked)));
    List<String> results = new ArrayList<>(one.groupBy());
    results.add(RESULT);
    SqlStatement statement =
        formulas.translate(
            new ElementQuery(
                    source(TABLE, one.columns()),
                    computed,
                    Optional.empty(),
                    shown,
                    Optional.empty(),
                    parameters,
                    results,
                    order,
                    one.groupBy())
                .with(others(one)),
            dialect);
    try {
      fill(TABLE, one.columns(), Math.max(1, one.rows()));
      int number = 0;
      for (Map<String, CaseColumn> other : tables(one).values()) {
        fill(TABLE + number, other, length(other));
        number++;
      }
      return read(one, statement);
    } catch (SQLException e) {
      throw new CaseException("WAREHOUSE_FAILED", String.valueOf(e.getMessage()));
    }
  }

  private static ElementQuery.Source source(String table, Map<String, CaseColumn> held) {
    List<SourceColumn> columns = new ArrayList<>();
    held.forEach((name, column) ->
        columns.add(new SourceColumn(name, COLUMN + columns.size(), column.type())));
    columns.add(new SourceColumn(ROW, COLUMN + columns.size(), ColumnType.INTEGER));
    return new ElementQuery.Source(List.of(table), columns);
  }

  /** Rows of other elements; the selected ones are beside the query too. */
  private static Map<String, Map<String, CaseColumn>> tables(FormulaCase one) {
    Map<String, Map<String, CaseColumn>> tables = new LinkedHashMap<>(one.tables());
    one.selection()
        .forEach((name, column) ->
            tables
                .computeIfAbsent(name.qualifier().orElse(""), any -> new LinkedHashMap<>())
                .put(name.name(), column));
    return tables;
  }

  /** The other elements, each a table with a number of its own. */
  private static Map<String, ElementQuery> others(FormulaCase one) {
    Map<String, ElementQuery> others = new LinkedHashMap<>();
    tables(one)
        .forEach((name, columns) ->
            others.put(
                name,
                new ElementQuery(
                    source(TABLE + others.size(), columns),
                    List.of(),
                    Optional.empty(),
                    List.of(new Sort(ROW, false)),
                    Optional.empty(),
                    Map.of(),
                    List.of())));
    return others;
  }

  private static int length(Map<String, CaseColumn> columns) {
    return columns.values().stream()
        .mapToInt(column -> column.values().size())
        .findFirst()
        .orElse(0);
  }

  private void fill(String table, Map<String, CaseColumn> columns, int rows) throws SQLException {
    List<String> definitions = new ArrayList<>();
    List<String> places = new ArrayList<>();
    columns.forEach((name, column) -> {
      definitions.add(COLUMN + definitions.size() + " " + type(column.type()));
      places.add(column.type() == ColumnType.JSON ? "CAST(? AS JSON)" : "?");
    });
    definitions.add(COLUMN + definitions.size() + " BIGINT");
    places.add("?");
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS " + table);
      statement.execute(
          "CREATE TEMPORARY TABLE " + table + " (" + String.join(", ", definitions) + ")");
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO " + table + " VALUES (" + String.join(", ", places) + ")")) {
      for (int row = 0; row < rows; row++) {
        int place = 1;
        for (CaseColumn column : columns.values()) {
          bind(insert, place, row < column.values().size() ? column.values().get(row) : null);
          place++;
        }
        insert.setLong(place, row);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void bind(PreparedStatement insert, int place, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      insert.setNull(place, Types.NULL);
    } else {
      insert.setObject(place, value);
    }
  }

  private List<@Nullable Object> read(FormulaCase one, SqlStatement statement) throws SQLException {
    List<@Nullable Object> results = new ArrayList<>();
    Set<List<@Nullable Object>> seen = new HashSet<>();
    try (PreparedStatement query = connection.prepareStatement(statement.text())) {
      int place = 1;
      for (Object parameter : statement.parameters()) {
        query.setObject(place, parameter);
        place++;
      }
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          List<@Nullable Object> key = new ArrayList<>();
          for (int i = 1; i <= one.groupBy().size(); i++) {
            key.add(plain(row.getObject(i)));
          }
          if (!one.groups() || seen.add(key)) {
            results.add(result(one, row.getObject(one.groupBy().size() + 1)));
          }
        }
      }
    }
    return one.rows() == 0 && !one.groupBy().isEmpty() ? List.of() : results;
  }

  private static @Nullable Object result(FormulaCase one, @Nullable Object value) {
    return value != null && one.formula().type() == ValueType.ARRAY
        ? Members.read(value.toString())
        : plain(value);
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case Integer whole -> whole.longValue();
      case BigInteger whole -> new BigDecimal(whole);
      case Timestamp moment -> moment.toLocalDateTime();
      case LocalDateTime moment -> moment;
      case null, default -> value;
    };
  }

  private String type(ColumnType type) {
    return switch (type) {
      case TEXT -> "VARCHAR";
      case INTEGER -> "BIGINT";
      case DECIMAL -> "DECIMAL(28, 10)";
      case DOUBLE -> "DOUBLE PRECISION";
      case TIMESTAMP -> "TIMESTAMP";
      case DATE -> "DATE";
      case BOOLEAN -> "BOOLEAN";
      case JSON -> "JSON";
      case ARRAY -> "VARCHAR";
    };
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new CaseException("WAREHOUSE_FAILED", String.valueOf(e.getMessage()));
    }
  }
}
