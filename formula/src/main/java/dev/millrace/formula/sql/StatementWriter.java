package dev.millrace.formula.sql;

import dev.millrace.formula.ElementQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlString;

/** The layers of an element, those of the elements beside it, and what follows them. */
final class StatementWriter {
  private static final SqlParserPos POS = SqlParserPos.ZERO;
  private final Relations relations;
  private final LayerWriter layers;
  private final Collection<Beside> besides;

  StatementWriter(
      SqlDialect dialect, RexBuilder builder, Layers layers, Collection<Beside> besides) {
    this.relations = new Relations(dialect, builder);
    this.layers = new LayerWriter(relations, "", layers);
    this.besides = besides;
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
    SqlSelect select = (SqlSelect) relations.toSql(sorted(filtered(tail), tail));
    List<SqlNode> items = new ArrayList<>();
    for (Shown shown : tail.shown()) {
      SqlIdentifier column = new SqlIdentifier("c" + shown.slot(), POS);
      String label = Names.label(shown.name(), relations.warehouse().maxNameBytes());
      SqlIdentifier name = new SqlIdentifier(List.of(label), POS);
      items.add(SqlStdOperatorTable.AS.createCall(POS, column, name));
    }
    select.setSelectList(new SqlNodeList(items, POS));
    select.setOrderBy(Names.of(layers.last(), select.getOrderList()));
    return printed(source, select);
  }

  SqlString count(ElementQuery.Source source, Tail tail) {
    SqlSelect select = (SqlSelect) relations.toSql(filtered(tail));
    SqlNode count = SqlStdOperatorTable.COUNT.createCall(POS, SqlIdentifier.star(POS));
    select.setSelectList(new SqlNodeList(List.of(count), POS));
    return printed(source, select);
  }

  private SqlString printed(ElementQuery.Source source, SqlSelect select) {
    List<SqlNode> items = new ArrayList<>();
    besides.forEach(beside -> add(beside, items));
    items.addAll(layers.items(source));
    return relations.printed(new SqlWith(POS, new SqlNodeList(items, POS), select));
  }

  private void add(Beside beside, List<SqlNode> items) {
    beside.besides().forEach(further -> add(further, items));
    LayerWriter writer = new LayerWriter(relations, beside.name(), beside.layers());
    items.addAll(writer.items(beside.source()));
    for (Join join : beside.joins()) {
      items.add(relations.item(join.name(), relations.first(join, writer)));
    }
  }

  private RelNode filtered(Tail tail) {
    return tail.filter()
        .map(filter -> relations.filtered(layers.all(), layers.placed(filter)))
        .orElseGet(layers::all);
  }

  private RelNode sorted(RelNode input, Tail tail) {
    List<RelFieldCollation> keys = new ArrayList<>();
    for (Key key : tail.sort()) {
      keys.add(
          new RelFieldCollation(
              layers.position(key.slot()),
              key.descending()
                  ? RelFieldCollation.Direction.DESCENDING
                  : RelFieldCollation.Direction.ASCENDING,
              key.descending()
                  ? RelFieldCollation.NullDirection.FIRST
                  : RelFieldCollation.NullDirection.LAST));
    }
    return keys.isEmpty() && tail.page().isEmpty()
        ? input
        : relations.sorted(input, keys, tail.page());
  }
}
