package dev.millrace.formula.sql;

import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.ElementQuery.SourceColumn;
import dev.millrace.formula.rex.WarehouseDialect;
import dev.millrace.formula.sql.Layers.Slot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.rel2sql.RelToSqlConverter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlString;

/**
 * Layers as relational algebra, and that as SQL: a common table expression for each layer, so that
 * no expression is ever copied into another.
 */
final class StatementWriter {
  private static final SqlParserPos POS = SqlParserPos.ZERO;

  /** Layers that may be copied into one another: with so few, filters still reach the table. */
  private static final int MERGED = 1;

  /** Layers that stand in one another: planning takes more than the square of that. */
  private static final int NESTED = 8;

  private final SqlDialect dialect;
  private final RexBuilder builder;

  /** One for all layers: it finds its own methods by reflection, and remembers them. */
  private final RelToSqlConverter converter;

  private final RelOptCluster cluster;
  private final Layers layers;
  private final Map<Integer, Integer> positions;

  StatementWriter(SqlDialect dialect, RexBuilder builder, Layers layers) {
    this.dialect = dialect;
    this.builder = builder;
    this.converter = new RelToSqlConverter(dialect);
    this.layers = layers;
    this.positions = layers.positions();
    HepPlanner planner = new HepPlanner(HepProgram.builder().build());
    this.cluster = RelOptCluster.create(planner, builder);
  }

  /** A sort key: a slot, and which way. */
  record Key(int slot, boolean descending) {}

  /** A result column: a slot, and what people call it. */
  record Shown(int slot, String name) {}

  /** What follows the last layer. */
  record Tail(
      Optional<RexNode> filter,
      List<Key> sort,
      Optional<ElementQuery.Page> page,
      List<Shown> shown) {}

  SqlString page(ElementQuery.Source source, Tail tail) {
    SqlSelect select = (SqlSelect) toSql(sorted(filtered(last(), tail), tail));
    List<SqlNode> items = new ArrayList<>();
    for (Shown shown : tail.shown()) {
      SqlIdentifier column = new SqlIdentifier("c" + shown.slot(), POS);
      String label = Names.label(shown.name(), warehouse().maxNameBytes());
      SqlIdentifier name = new SqlIdentifier(List.of(label), POS);
      items.add(SqlStdOperatorTable.AS.createCall(POS, column, name));
    }
    select.setSelectList(new SqlNodeList(items, POS));
    select.setOrderBy(Names.of(name(layers.last()), select.getOrderList()));
    return printed(source, select);
  }

  SqlString count(ElementQuery.Source source, Tail tail) {
    SqlSelect select = (SqlSelect) toSql(filtered(last(), tail));
    SqlNode count = SqlStdOperatorTable.COUNT.createCall(POS, SqlIdentifier.star(POS));
    select.setSelectList(new SqlNodeList(List.of(count), POS));
    return printed(source, select);
  }

  private SqlString printed(ElementQuery.Source source, SqlSelect select) {
    List<SqlNode> items = new ArrayList<>();
    items.add(item(0, toSql(reading(source))));
    for (int layer = 1; layer <= layers.last(); layer++) {
      items.add(item(layer, computing(layer)));
    }
    SqlWith with = new SqlWith(POS, new SqlNodeList(items, POS), select);
    return with.toSqlString(
        config -> config.withDialect(dialect).withAlwaysUseParentheses(false).withIndentation(2));
  }

  private boolean merging() {
    return warehouse().mergesLayers();
  }

  private WarehouseDialect warehouse() {
    return (WarehouseDialect) dialect;
  }

  private SqlNode item(int layer, SqlNode query) {
    SqlIdentifier name = new SqlIdentifier(name(layer), POS);
    if (layer > 0 && layer % NESTED == 0 && merging()) {
      return new MaterializedLayer(name, query);
    }
    return new SqlWithItem(POS, name, null, query, SqlLiteral.createBoolean(false, POS));
  }

  private static String name(int layer) {
    return "l" + layer;
  }

  /** Layer 0. The unnamed last column keeps the projection from being taken for all columns. */
  private RelNode reading(ElementQuery.Source source) {
    RelDataTypeFactory.Builder fields = builder.getTypeFactory().builder();
    List<Slot> slots = layers.in(0);
    for (int i = 0; i < slots.size(); i++) {
      SourceColumn column = source.columns().get(i);
      fields.add(column.warehouseName(), slots.get(i).type());
    }
    fields.add("", builder.getTypeFactory().createUnknownType());
    return projected(scan(source.path(), fields.build()), slots, computations(slots));
  }

  private static List<RexNode> computations(List<Slot> slots) {
    return slots.stream().map(Slot::computation).toList();
  }

  /** A further layer: all columns of the one before, and its own. */
  private SqlNode computing(int layer) {
    List<Slot> before = upTo(layer - 1);
    List<RexNode> expressions = new ArrayList<>();
    for (Slot slot : before) {
      expressions.add(new RexInputRef(expressions.size(), slot.type()));
    }
    for (Slot slot : layers.in(layer)) {
      expressions.add(Layers.placed(slot.computation(), positions));
    }
    RelNode input = scan(List.of(name(layer - 1)), rowType(before));
    SqlSelect select = (SqlSelect) toSql(projected(input, upTo(layer), expressions));
    SqlNodeList items = new SqlNodeList(List.of(SqlIdentifier.star(POS)), POS);
    select.getSelectList().stream().skip(before.size()).forEach(items::add);
    select.setSelectList(items);
    if (layer > MERGED && merging()) {
      select.setOffset(SqlLiteral.createExactNumeric("0", POS));
    }
    return select;
  }

  private List<Slot> upTo(int layer) {
    return layers.inOrder().stream().filter(slot -> slot.layer() <= layer).toList();
  }

  private RelNode last() {
    return scan(List.of(name(layers.last())), rowType(layers.inOrder()));
  }

  private RelNode filtered(RelNode input, Tail tail) {
    return tail.filter()
        .<RelNode>map(filter -> LogicalFilter.create(input, Layers.placed(filter, positions)))
        .orElse(input);
  }

  private RelNode sorted(RelNode input, Tail tail) {
    List<RelFieldCollation> keys = new ArrayList<>();
    for (Key key : tail.sort()) {
      keys.add(
          new RelFieldCollation(
              positions.getOrDefault(key.slot(), 0),
              key.descending()
                  ? RelFieldCollation.Direction.DESCENDING
                  : RelFieldCollation.Direction.ASCENDING,
              key.descending()
                  ? RelFieldCollation.NullDirection.FIRST
                  : RelFieldCollation.NullDirection.LAST));
    }
    if (keys.isEmpty() && tail.page().isEmpty()) {
      return input;
    }
    RexNode offset = tail.page().map(page -> number(page.offset())).orElse(null);
    RexNode fetch = tail.page().map(page -> number(page.limit())).orElse(null);
    return LogicalSort.create(input, RelCollations.of(keys), offset, fetch);
  }

  private RexNode number(long value) {
    return builder.makeExactLiteral(BigDecimal.valueOf(value));
  }

  private RelNode projected(RelNode input, List<Slot> slots, List<RexNode> expressions) {
    return new LogicalProject(
        cluster, input.getTraitSet(), List.of(), input, expressions, rowType(slots), Set.of());
  }

  private RelDataType rowType(List<Slot> slots) {
    RelDataTypeFactory.Builder fields = builder.getTypeFactory().builder();
    slots.forEach(slot -> fields.add(slot.name(), slot.type()));
    return fields.build();
  }

  private TableScan scan(List<String> path, RelDataType rowType) {
    RelOptTableImpl table = RelOptTableImpl.create(null, rowType, path, (Expression) null);
    return LogicalTableScan.create(cluster, table, List.of());
  }

  private SqlNode toSql(RelNode rel) {
    return converter.visitRoot(rel).asStatement();
  }
}
