package dev.millrace.formula.sql;

import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.rex.WarehouseDialect;
import dev.millrace.formula.sql.Layers.Attachment;
import dev.millrace.formula.sql.Layers.Slot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.rel2sql.RelToSqlConverter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlString;

/** Relational algebra over named tables, and that as SQL. */
final class Relations {
  private static final SqlParserPos POS = SqlParserPos.ZERO;
  private final SqlDialect dialect;
  private final RexBuilder builder;

  /** One for all layers: it finds its own methods by reflection, and remembers them. */
  private final RelToSqlConverter converter;

  private final RelOptCluster cluster;

  Relations(SqlDialect dialect, RexBuilder builder) {
    this.dialect = dialect;
    this.builder = builder;
    this.converter = new RelToSqlConverter(dialect);
    HepPlanner planner = new HepPlanner(HepProgram.builder().build());
    this.cluster = RelOptCluster.create(planner, builder);
  }

  WarehouseDialect warehouse() {
    return (WarehouseDialect) dialect;
  }

  RelDataTypeFactory types() {
    return builder.getTypeFactory();
  }

  /** A common table expression. */
  SqlNode item(String name, SqlNode query) {
    return new SqlWithItem(
        POS, new SqlIdentifier(name, POS), null, query, SqlLiteral.createBoolean(false, POS));
  }

  RelDataType rowType(List<Slot> slots) {
    RelDataTypeFactory.Builder fields = types().builder();
    slots.forEach(slot -> fields.add(slot.name(), slot.type()));
    return fields.build();
  }

  TableScan scan(List<String> path, RelDataType rowType) {
    RelOptTableImpl table = RelOptTableImpl.create(null, rowType, path, (Expression) null);
    return LogicalTableScan.create(cluster, table, List.of());
  }

  RelNode projected(RelNode input, List<Slot> slots, List<RexNode> expressions) {
    return projected(input, rowType(slots), expressions);
  }

  RelNode projected(RelNode input, RelDataType rowType, List<RexNode> expressions) {
    return new LogicalProject(
        cluster, input.getTraitSet(), List.of(), input, expressions, rowType, Set.of());
  }

  /** Every row with the attachment's columns behind its own. */
  RelNode joined(RelNode rows, Attachment attachment, UnaryOperator<RexNode> placed) {
    Join join = attachment.join();
    RelNode right = scan(List.of(join.name()), join.rowType(types()));
    int width = rows.getRowType().getFieldCount();
    List<RexNode> conditions = new ArrayList<>();
    for (int i = 0; i < attachment.keys().size(); i++) {
      conditions.add(
          builder.makeCall(
              SqlStdOperatorTable.EQUALS,
              placed.apply(attachment.keys().get(i)),
              new RexInputRef(width + i, join.keys().get(i).type())));
    }
    RexNode all = RexUtil.composeConjunction(builder, conditions);
    return LogicalJoin.create(rows, right, List.of(), all, Set.of(), JoinRelType.LEFT);
  }

  /** The first of the rows with each key, of those that are shown. */
  SqlNode first(Join join, LayerWriter layers) {
    List<RexNode> conditions = new ArrayList<>();
    conditions.add(
        builder.makeCall(
            SqlStdOperatorTable.EQUALS,
            layers.placed(join.rank().rex()),
            builder.makeExactLiteral(BigDecimal.ONE)));
    join.conditions().forEach(condition -> conditions.add(layers.placed(condition.rex())));
    RelNode rows =
        LogicalFilter.create(layers.all(), RexUtil.composeConjunction(builder, conditions));
    List<RexNode> columns = new ArrayList<>();
    join.keys().forEach(key -> columns.add(layers.placed(key.rex())));
    join.values().forEach(value -> columns.add(layers.placed(value.rex())));
    return toSql(projected(rows, join.rowType(types()), columns));
  }

  RelNode filtered(RelNode rows, RexNode condition) {
    return LogicalFilter.create(rows, condition);
  }

  RelNode sorted(RelNode rows, List<RelFieldCollation> keys, Optional<ElementQuery.Page> page) {
    RexNode offset = page.map(cut -> number(cut.offset())).orElse(null);
    RexNode fetch = page.map(cut -> number(cut.limit())).orElse(null);
    return LogicalSort.create(rows, RelCollations.of(keys), offset, fetch);
  }

  private RexNode number(long value) {
    return builder.makeExactLiteral(BigDecimal.valueOf(value));
  }

  SqlNode toSql(RelNode rel) {
    return converter.visitRoot(rel).asStatement();
  }

  SqlString printed(SqlNode statement) {
    return statement.toSqlString(
        config -> config.withDialect(dialect).withAlwaysUseParentheses(false).withIndentation(2));
  }
}
