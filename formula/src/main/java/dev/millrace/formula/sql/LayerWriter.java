package dev.millrace.formula.sql;

import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.ElementQuery.SourceColumn;
import dev.millrace.formula.sql.Layers.Attachment;
import dev.millrace.formula.sql.Layers.Joined;
import dev.millrace.formula.sql.Layers.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The layers of one element as common table expressions, so that no expression is copied. */
final class LayerWriter {
  private static final SqlParserPos POS = SqlParserPos.ZERO;

  /** Layers that may be copied into one another: with so few, filters still reach the table. */
  private static final int MERGED = 1;

  /** Layers that stand in one another: planning takes more than the square of that. */
  private static final int NESTED = 8;

  private final Relations relations;
  private final String prefix;
  private final Layers layers;
  private final Map<Integer, Integer> positions;

  /**
   * @param prefix begins the names of the layers
   */
  LayerWriter(Relations relations, String prefix, Layers layers) {
    this.relations = relations;
    this.prefix = prefix;
    this.layers = layers;
    this.positions = layers.positions();
  }

  List<SqlNode> items(ElementQuery.Source source) {
    List<SqlNode> items = new ArrayList<>();
    items.add(item(0, relations.toSql(reading(source))));
    for (int layer = 1; layer <= layers.last(); layer++) {
      items.add(item(layer, computing(layer)));
    }
    return items;
  }

  private SqlNode item(int layer, SqlNode query) {
    SqlIdentifier name = new SqlIdentifier(name(layer), POS);
    return layer > 0 && layer % NESTED == 0 && relations.warehouse().mergesLayers()
        ? new MaterializedLayer(name, query)
        : relations.item(name(layer), query);
  }

  private String name(int layer) {
    return prefix + "l" + layer;
  }

  /** Name of the last layer. */
  String last() {
    return name(layers.last());
  }

  /** All columns. */
  RelNode all() {
    return relations.scan(List.of(last()), relations.rowType(layers.inOrder()));
  }

  /** An expression over slots as one over {@link #all}. */
  RexNode placed(RexNode expression) {
    return Layers.placed(expression, positions);
  }

  int position(int slot) {
    return positions.getOrDefault(slot, 0);
  }

  /** Layer 0. The unnamed last column keeps the projection from being taken for all columns. */
  private RelNode reading(ElementQuery.Source source) {
    RelDataTypeFactory.Builder fields = relations.types().builder();
    List<Slot> slots = layers.in(0);
    for (int i = 0; i < slots.size(); i++) {
      SourceColumn column = source.columns().get(i);
      fields.add(column.warehouseName(), slots.get(i).type());
    }
    fields.add("", relations.types().createUnknownType());
    return relations.projected(
        relations.scan(source.path(), fields.build()),
        slots,
        slots.stream().map(Slot::computation).toList());
  }

  /** A further layer: all columns of the one before, and its own. */
  private SqlNode computing(int layer) {
    List<Slot> before = upTo(layer - 1);
    List<RexNode> expressions = new ArrayList<>();
    for (Slot slot : before) {
      expressions.add(new RexInputRef(expressions.size(), slot.type()));
    }
    RelNode input = relations.scan(List.of(name(layer - 1)), relations.rowType(before));
    Map<Attachment, Integer> attached = new HashMap<>();
    for (Attachment attachment : layers.attached(layer)) {
      int place = input.getRowType().getFieldCount();
      attached.put(attachment, place);
      input = relations.joined(input, attachment, this::placed);
    }
    for (Slot slot : layers.in(layer)) {
      Joined joined = slot.joined();
      expressions.add(
          joined == null
              ? placed(slot.computation())
              : new RexInputRef(
                  Objects.requireNonNull(attached.get(joined.attachment()))
                      + joined.attachment().keys().size()
                      + joined.value(),
                  slot.type()));
    }
    SqlSelect select =
        (SqlSelect) relations.toSql(relations.projected(input, upTo(layer), expressions));
    SqlNodeList items = new SqlNodeList(List.of(star(layer - 1, attached.isEmpty())), POS);
    select.getSelectList().stream().skip(before.size()).forEach(items::add);
    select.setSelectList(items);
    if (layer > MERGED && relations.warehouse().mergesLayers()) {
      select.setOffset(SqlLiteral.createExactNumeric("0", POS));
    }
    return select;
  }

  private SqlIdentifier star(int layer, boolean alone) {
    return alone ? SqlIdentifier.star(POS) : new SqlIdentifier(List.of(name(layer), ""), POS);
  }

  private List<Slot> upTo(int layer) {
    return layers.inOrder().stream().filter(slot -> slot.layer() <= layer).toList();
  }
}
