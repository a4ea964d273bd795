package dev.millrace.formula.sql;

import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.ElementQuery.ColumnType;
import dev.millrace.formula.ElementQuery.Computed;
import dev.millrace.formula.ElementQuery.Sort;
import dev.millrace.formula.ElementQuery.SourceColumn;
import dev.millrace.formula.Formula;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.FormulaProblem;
import dev.millrace.formula.FormulaProblem.Code;
import dev.millrace.formula.Reference;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.array.ArrayTexts;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.syntax.Quoted;
import dev.millrace.formula.syntax.Span;
import dev.millrace.formula.tree.Lookups;
import dev.millrace.formula.tree.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The columns of an element by the names people give them, computed ones in order of their use. */
final class ElementColumns implements FormulaTranslator.Columns {
  private final Map<String, Fragment> fragments = new HashMap<>();

  /** Columns of the source that hold arrays as JSON text, which formulas read as arrays. */
  private final Set<String> arrays = new HashSet<>();

  private final Map<String, ValueType> types = new LinkedHashMap<>();
  private final Map<String, Computed> computed = new LinkedHashMap<>();
  private final Statement statement;
  private final FormulaTranslator translator;
  private final String element;
  private final Map<String, Beside> besides = new LinkedHashMap<>();
  private final Layers layers;
  private final SqlContext context;
  private final List<Sort> order;
  private final List<String> groupBy;

  /**
   * @param element what others call it; empty for the one that the statement is about
   */
  ElementColumns(
      ElementQuery query, SqlContext context, Layers layers, Statement statement, String element) {
    this.statement = statement;
    this.element = element;
    this.layers = layers;
    this.context = context;
    this.translator = new FormulaTranslator(context, this);
    List<SourceColumn> columns = query.source().columns();
    for (int i = 0; i < columns.size(); i++) {
      SourceColumn column = columns.get(i);
      Fragment held = SourceTypes.read(context, i, column.type());
      put(column.name(), column.type().type());
      fragments.put(column.name(), layers.source(held.rex()));
      if (column.type() == ColumnType.ARRAY) {
        arrays.add(column.name());
      }
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
  }

  /** Defines computed columns, whether needed or not. */
  void requireAll() {
    require(computed.keySet());
  }

  /** Defines those of the columns that are computed. */
  void require(Set<String> names) {
    for (String name : names) {
      Computed column = computed.get(name);
      if (column != null) {
        define(column);
      }
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

  boolean isComputed(String name) {
    return computed.containsKey(name);
  }

  Fragment translate(Formula formula) {
    return translate((Node) formula.tree());
  }

  Fragment translate(Node node) {
    return translator.translate(node);
  }

  /** The elements that the columns look into. */
  Collection<Beside> besides() {
    return besides.values();
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
        statement.computing(
            element,
            column,
            () -> fragments.put(column.name(), layers.define(translate(column.formula()))));
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

  @Override
  public Fragment named(Node.Name name) {
    return switch (name.extent()) {
      case SINGLE -> statement.parameters().bind(name);
      case ROWS -> {
        if (!isOwn(name.reference())) {
          throw outside(name.span(), name.reference());
        }
        yield column(name);
      }
      case ROW -> column(name);
    };
  }

  private Fragment column(Node.Name name) {
    Fragment fragment = fragments.get(name.reference().name());
    if (fragment == null) {
      throw refused(
          Code.UNKNOWN_COLUMN,
          name.span(),
          "The element has no column %s.".formatted(Quoted.literal(name.reference())));
    }
    return arrays.contains(name.reference().name())
        ? layers.define(ArrayTexts.read(context, fragment))
        : fragment;
  }

  /** The rows of this element, as another one names them. */
  private boolean isOwn(Reference reference) {
    return !element.isEmpty() && reference.qualifier().equals(Optional.of(element));
  }

  private static FormulaException outside(Span span, Reference reference) {
    return refused(
        Code.UNSUPPORTED,
        span,
        "%s stands for rows outside the warehouse, which a query cannot go over."
            .formatted(Quoted.literal(reference)));
  }

  @Override
  public Optional<Fragment> elsewhere(Node.Call call) {
    boolean lookup = call.function().isLookup();
    if (!lookup && !call.function().isAggregate()) {
      return Optional.empty();
    }
    Optional<Reference> first = Lookups.columns(call).stream().findFirst();
    if (first.isEmpty() || (!lookup && isOwn(first.get()))) {
      return Optional.empty();
    }
    String other = first.get().qualifier().orElse("");
    if (!statement.knows(other)) {
      throw outside(call.span(), first.get());
    }
    return Optional.of(
        lookup
            ? joined(
                other,
                call,
                Lookups.formula(call),
                Lookups.localKeys(call),
                Lookups.externalKeys(call))
            : joined(other, call, call, List.of(), List.of()));
  }

  /** What a formula gives in another element's rows with these keys. */
  private Fragment joined(
      String other, Node.Call call, Node formula, List<Node> here, List<Node> there) {
    List<Fragment> keys = here.stream().map(this::translate).toList();
    Beside beside = besides.get(other);
    if (beside == null) {
      beside = statement.beside(other, call.span());
      besides.put(other, beside);
    }
    Join join = beside.by(there);
    int place = beside.value(join, formula);
    Fragment found = layers.joined(join, keys, place, join.values().get(place).type());
    return LookupTotals.isTotal(call)
        ? LookupTotals.orOverNothing(
            context, formula, found, layers.joined(join, keys, 0, join.rank().type()), this)
        : found;
  }

  static FormulaException refused(Code code, Span span, String message) {
    return new FormulaException(
        new FormulaProblem(code, span.offset(), span.length(), message, List.of()));
  }
}
