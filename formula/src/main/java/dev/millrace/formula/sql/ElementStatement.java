package dev.millrace.formula.sql;

import dev.millrace.formula.Dialect;
import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.FormulaProblem.Code;
import dev.millrace.formula.SqlStatement;
import dev.millrace.formula.SqlStatement.ResultColumn;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.array.ArraySql;
import dev.millrace.formula.dialect.DuckDbDialect;
import dev.millrace.formula.dialect.PostgresDialect;
import dev.millrace.formula.dialect.WideTypes;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.WarehouseDialect;
import dev.millrace.formula.syntax.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.util.SqlString;
import org.jspecify.annotations.Nullable;

/** One statement for an element. */
public final class ElementStatement {
  private static final int MAX_LENGTH = 2_000_000;
  private static final SqlDialect DUCKDB = new DuckDbDialect();
  private static final SqlDialect POSTGRESQL = new PostgresDialect();

  private final ElementQuery query;
  private final RexBuilder builder = new RexBuilder(new WideTypes());
  private final Layers layers = new Layers();
  private final SqlDialect dialect;
  private final Statement statement;
  private final SqlContext context;
  private final ElementColumns columns;

  private ElementStatement(ElementQuery query, Dialect target) {
    Names.refuseForbidden(query);
    this.query = query;
    this.dialect =
        switch (target) {
          case DUCKDB -> DUCKDB;
          case POSTGRESQL -> POSTGRESQL;
        };
    Names.refuseLong(query.source(), ((WarehouseDialect) dialect).maxNameBytes());
    query
        .elements()
        .values()
        .forEach(
            other -> Names.refuseLong(other.source(), ((WarehouseDialect) dialect).maxNameBytes()));
    this.statement = new Statement(target, builder, query);
    this.context = statement.context(layers);
    this.columns = new ElementColumns(query, context, layers, statement, "");
    columns.requireAll();
  }

  /** A page of the element's rows. */
  public static SqlStatement page(ElementQuery query, Dialect dialect) {
    ElementStatement statement = new ElementStatement(query, dialect);
    StatementWriter.Tail tail = statement.tail();
    return statement.finished(
        statement.writer().page(query.source(), tail),
        tail.shown().stream()
            .map(shown -> new ResultColumn(shown.name(), statement.typeOf(shown.name())))
            .toList());
  }

  /** How many rows the element has after its filter. */
  public static SqlStatement count(ElementQuery query, Dialect dialect) {
    ElementStatement statement = new ElementStatement(query, dialect);
    StatementWriter.Tail tail = statement.tail();
    return statement.finished(
        statement.writer().count(query.source(), tail),
        List.of(new ResultColumn("count", ValueType.NUMBER)));
  }

  /** Known only after everything has found its layer. */
  private StatementWriter writer() {
    return new StatementWriter(dialect, builder, layers, columns.besides());
  }

  private StatementWriter.Tail tail() {
    Optional<RexNode> filter = query.filter().map(formula -> columns.translate(formula).rex());
    List<StatementWriter.Key> keys =
        query.sort().stream()
            .map(sort -> new StatementWriter.Key(slot(sort.column()), sort.descending()))
            .toList();
    List<String> names =
        query.show().isEmpty() ? List.copyOf(columns.types().keySet()) : query.show();
    List<StatementWriter.Shown> shown =
        names.stream().map(name -> new StatementWriter.Shown(shown(name), name)).toList();
    return new StatementWriter.Tail(filter, keys, query.page(), shown);
  }

  /** Arrays leave the warehouse as JSON text. */
  private int shown(String name) {
    if (typeOf(name) != ValueType.ARRAY || !columns.isComputed(name)) {
      return slot(name);
    }
    Fragment text = layers.define(ArraySql.json(context, columns.slot(name)));
    return ((RexInputRef) text.rex()).getIndex();
  }

  private int slot(String name) {
    return ((RexInputRef) columns.slot(name).rex()).getIndex();
  }

  private ValueType typeOf(String name) {
    return Objects.requireNonNull(columns.types().get(name));
  }

  private SqlStatement finished(SqlString sql, List<ResultColumn> result) {
    String text = sql.getSql();
    if (text.length() > MAX_LENGTH) {
      throw ElementColumns.refused(
          Code.TOO_LONG,
          new Span(0, 0),
          "The element's statement would have %d characters, %d are allowed."
              .formatted(text.length(), MAX_LENGTH));
    }
    List<@Nullable Object> values = new ArrayList<>();
    List<Integer> order = sql.getDynamicParameters();
    if (order != null) {
      for (int index : order) {
        values.add(statement.parameters().value(index));
      }
    }
    return new SqlStatement(text, values, result);
  }
}
