package dev.millrace.formula.sql;

import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.Reference;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import dev.millrace.formula.tree.Lookups;
import dev.millrace.formula.tree.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Another element as formulas look into it: layers of its own, and of each key one row with what is
 * wanted. Aggregates go over the rows with that key, and the first of them stands for all.
 */
final class Beside {
  private static final TemplateOperator FIRST =
      Primitives.everywhere("first with its key", "row_number() OVER ({order})");
  private static final TemplateOperator ANY =
      Primitives.everywhere("any with its key", "row_number() OVER ()");

  private final String name;
  private final ElementQuery query;
  private final SqlContext context;
  private final Layers layers = new Layers();
  private final ElementColumns columns;
  private final Map<List<Fragment>, Join> joins = new LinkedHashMap<>();

  Beside(String name, String element, ElementQuery query, Statement statement) {
    this.name = name;
    this.query = query;
    this.context = statement.context(layers);
    this.columns = new ElementColumns(query, context, layers, statement, element);
  }

  /** Begins the names of its layers. */
  String name() {
    return name;
  }

  ElementQuery.Source source() {
    return query.source();
  }

  Layers layers() {
    return layers;
  }

  /** What it looks into itself. */
  Collection<Beside> besides() {
    return columns.besides();
  }

  Collection<Join> joins() {
    return joins.values();
  }

  /** Its rows by these keys. */
  Join by(List<Node> keys) {
    List<Fragment> slots = new ArrayList<>();
    keys.forEach(key -> slots.add(layers.define(translate(key))));
    return joins.computeIfAbsent(slots, this::join);
  }

  private Join join(List<Fragment> keys) {
    List<Fragment> shown = new ArrayList<>();
    query
        .filter()
        .ifPresent(filter -> {
          columns.require(
              filter.references().stream().map(Reference::name).collect(Collectors.toSet()));
          Fragment holds =
              context.standard(
                  SqlStdOperatorTable.IS_TRUE,
                  context.type(SqlTypeName.BOOLEAN),
                  columns.translate(filter));
          shown.add(layers.define(holds));
        });
    Join join = new Join("%sj%d".formatted(name, joins.size()), keys, shown);
    columns.require(
        query.order().stream().map(ElementQuery.Sort::column).collect(Collectors.toSet()));
    Fragment rank =
        context.grouped(
            join.groups(),
            () ->
                context.window(
                    query.order().isEmpty() ? ANY : FIRST, context.type(SqlTypeName.BIGINT)));
    join.first(rank);
    return join;
  }

  /** The place of a formula's value in the join. */
  int value(Join join, Node formula) {
    return join.add(context.grouped(join.groups(), () -> layers.define(translate(formula))));
  }

  private Fragment translate(Node node) {
    Set<String> names =
        Lookups.columns(node).stream().map(Reference::name).collect(Collectors.toSet());
    columns.require(names);
    return columns.translate(node);
  }
}
