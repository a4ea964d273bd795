package dev.millrace.formula.sql;

import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.ElementQuery.Computed;
import dev.millrace.formula.ElementQuery.Sort;
import dev.millrace.formula.ElementQuery.SourceColumn;
import dev.millrace.formula.Formula;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.FormulaProblem;
import dev.millrace.formula.FormulaProblem.Code;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.syntax.Quoted;
import dev.millrace.formula.syntax.Span;
import dev.millrace.formula.tree.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The columns of an element by the names people give them, computed ones in order of their use. */
final class ElementColumns {
  private final Map<String, Fragment> fragments = new HashMap<>();
  private final Map<String, ValueType> types = new LinkedHashMap<>();
  private final Map<String, Computed> computed = new LinkedHashMap<>();
  private final Parameters parameters;
  private final FormulaTranslator translator;
  private final Layers layers;
  private final List<Sort> order;
  private final List<String> groupBy;

  ElementColumns(ElementQuery query, SqlContext context, Layers layers, Parameters parameters) {
    this.parameters = parameters;
    this.layers = layers;
    this.translator = new FormulaTranslator(context, this::named);
    List<SourceColumn> columns = query.source().columns();
    for (int i = 0; i < columns.size(); i++) {
      SourceColumn column = columns.get(i);
      Fragment held = SourceTypes.read(context, i, column.type());
      put(column.name(), column.type().type());
      fragments.put(column.name(), layers.source(held.rex()));
    }
    for (Computed column : query.computed()) {
      computed.put(column.name(), column);
      put(column.name(), column.formula().type());
    }
    this.order = query.order();
    context.ordered(() ->
        order.stream()
            .map(key -> new SqlContext.RowOrder(slot(key.column()), key.descending()))
            .toList());
    this.groupBy = query.groupBy();
    context.groupedBy(() -> groupBy.stream().map(this::slot).toList());
    for (Computed column : query.computed()) {
      define(column);
    }
  }

  private void put(String name, ValueType type) {
    if (types.put(name, type) != null) {
      throw new IllegalArgumentException("two columns are called '%s'".formatted(name));
    }
  }

  /** Names and types: the source's columns, then the computed ones. */
  Map<String, ValueType> types() {
    return types;
  }

  Fragment translate(Formula formula) {
    return translator.translate((Node) formula.tree());
  }

  /** The slot of a column that was defined. */
  Fragment slot(String name) {
    Fragment fragment = fragments.get(name);
    if (fragment == null) {
      throw refused(
          Code.UNKNOWN_COLUMN, new Span(0, 0), "The element has no column '%s'.".formatted(name));
    }
    return fragment;
  }

  /** Defines a column after all that it uses; without recursion, since chains may be long. */
  private void define(Computed first) {
    Deque<Computed> open = new ArrayDeque<>(List.of(first));
    Set<String> waiting = new HashSet<>();
    while (!open.isEmpty()) {
      Computed column = open.peek();
      List<Computed> missing = missing(column);
      if (fragments.containsKey(column.name())) {
        open.pop();
      } else if (missing.isEmpty()) {
        fragments.put(column.name(), layers.define(translate(column.formula())));
        open.pop();
      } else {
        if (!waiting.add(column.name())) {
          throw refused(
              Code.CIRCULAR,
              new Span(0, column.formula().text().length()),
              "The column '%s' is computed from itself.".formatted(column.name()));
        }
        missing.forEach(open::push);
      }
    }
  }

  private List<Computed> missing(Computed column) {
    List<Computed> missing = new ArrayList<>();
    Node tree = (Node) column.formula().tree();
    Set<String> names = new LinkedHashSet<>(SourceTypes.ownNames(tree));
    if (uses(tree, Function::isWindow)) {
      order.forEach(key -> names.add(key.column()));
    }
    if (uses(tree, function -> function.isWindow() || function.isAggregate())) {
      names.addAll(groupBy);
    }
    for (String name : names) {
      Computed used = computed.get(name);
      if (used != null && !fragments.containsKey(name)) {
        missing.add(used);
      }
    }
    return missing;
  }

  private static boolean uses(Node node, Predicate<Function> kind) {
    return node instanceof Node.Call call
        && (kind.test(call.function())
            || call.arguments().stream().anyMatch(argument -> uses(argument, kind)));
  }

  private Fragment named(Node.Name name) {
    return switch (name.extent()) {
      case SINGLE -> parameters.bind(name);
      case ROWS ->
          throw refused(
              Code.UNSUPPORTED,
              name.span(),
              "%s stands for rows outside the warehouse, which a query cannot go over."
                  .formatted(Quoted.literal(name.reference())));
      case ROW -> {
        Fragment fragment = fragments.get(name.reference().name());
        if (fragment == null) {
          throw refused(
              Code.UNKNOWN_COLUMN,
              name.span(),
              "The element has no column %s.".formatted(Quoted.literal(name.reference())));
        }
        yield fragment;
      }
    };
  }

  static FormulaException refused(Code code, Span span, String message) {
    return new FormulaException(
        new FormulaProblem(code, span.offset(), span.length(), message, List.of()));
  }
}
