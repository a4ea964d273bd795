package dev.millrace.formula.local;

import dev.millrace.formula.Formula;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.FormulaProblem;
import dev.millrace.formula.FormulaProblem.Code;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope.Extent;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.Values;
import dev.millrace.formula.array.Members;
import dev.millrace.formula.function.Arguments;
import dev.millrace.formula.function.Definition;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.Nulls;
import dev.millrace.formula.syntax.Quoted;
import dev.millrace.formula.syntax.Span;
import dev.millrace.formula.tree.Lookups;
import dev.millrace.formula.tree.Node;
import dev.millrace.formula.tree.Subtotals;
import dev.millrace.formula.value.Canonical;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Computes a formula by the definitions of the catalogue. One evaluation each. */
public final class Evaluator {
  private static final int OUTSIDE = -1;
  private final Values values;
  private final LocalDateTime now;
  private final int rows;
  private final @Nullable Grouping grouping;
  private final RowKey group;
  private final Map<Reference, List<@Nullable Object>> columns = new HashMap<>();
  private final IdentityHashMap<Node.Call, List<@Nullable Object>> known = new IdentityHashMap<>();
  private final IdentityHashMap<Node.Call, LookupIndex> lookups = new IdentityHashMap<>();

  /**
   * @param grouping the groups of which these rows are one, or null
   * @param group its key
   */
  Evaluator(Values values, int rows, @Nullable Grouping grouping, RowKey group) {
    this.values = values;
    this.rows = rows;
    this.grouping = grouping;
    this.group = group;
    this.now = values.now();
  }

  /**
   * The value of a formula.
   *
   * @throws FormulaException {@code LEVEL} if an aggregate meets columns of different lengths,
   *     {@code TYPE} if a value is not of the type its reference was bound to
   */
  public static @Nullable Object evaluate(Formula formula, Values values) {
    return Canonical.outgoing(
        new Evaluator(values, 0, null, RowKey.EMPTY).node((Node) formula.tree(), OUTSIDE));
  }

  /**
   * The values of a formula in the rows of an element.
   *
   * @param groupBy columns; rows that hold the same in them belong together
   * @throws FormulaException as {@link #evaluate}
   */
  public static List<@Nullable Object> evaluateRows(
      Formula formula, int rows, Values values, List<Reference> groupBy) {
    Node tree = (Node) formula.tree();
    return groupBy.isEmpty()
        ? new Evaluator(values, rows, null, RowKey.EMPTY).rows(tree)
        : new Grouping(values, rows, groupBy).results(tree);
  }

  List<@Nullable Object> rows(Node formula) {
    List<@Nullable Object> results = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      results.add(Canonical.outgoing(node(formula, row)));
    }
    return results;
  }

  /**
   * The value of a node.
   *
   * @param row of the element, or of an aggregate around it; else {@value #OUTSIDE}
   */
  @Nullable Object node(Node node, int row) {
    return switch (node) {
      case Node.Literal literal -> literal.value();
      case Node.Name name -> name(name, row);
      case Node.Call call ->
          call.function().definition() instanceof Definition.Scalar(Definition.OfValues of)
              ? scalar(call, of, row)
              : overRows(call, row);
    };
  }

  /** With few frames and small ones: formulas may be deep. */
  private @Nullable Object scalar(Node.Call call, Definition.OfValues of, int row) {
    List<@Nullable Object> values = new ArrayList<>(call.arguments().size());
    for (Node argument : call.arguments()) {
      values.add(node(argument, row));
    }
    boolean skipped = call.function().nulls() == Nulls.STRICT && values.contains(null);
    if (skipped) {
      return null;
    }
    Arguments arguments = new Arguments(values, now);
    return Scales.shared(call, arguments, of.apply(arguments));
  }

  private @Nullable Object name(Node.Name name, int row) {
    Object value =
        row == OUTSIDE || name.extent() == Extent.SINGLE
            ? values.value(name.reference())
            : column(name.reference()).get(row);
    try {
      // Warehouses hold arrays as JSON text, and so they may come in.
      return name.type() == ValueType.ARRAY && value instanceof String json
          ? Members.ofColumn(json)
          : Canonical.incoming(value, name.type());
    } catch (ClassCastException e) {
      throw refused(
          Code.TYPE,
          name.span(),
          "%s does not hold the type it was said to hold."
              .formatted(Quoted.literal(name.reference())));
    }
  }

  private List<@Nullable Object> column(Reference reference) {
    return columns.computeIfAbsent(reference, values::values);
  }

  private @Nullable Object overRows(Node.Call call, int row) {
    return switch (call.function().definition()) {
      case Definition.Scalar(Definition.OfValues of) -> scalar(call, of, row);
      case Definition.Aggregate(Definition.OfRows of) ->
          known.computeIfAbsent(call, total -> one(of.apply(rowsOf(total)))).getFirst();
      case Definition.Window(Definition.OfOrder of) -> {
        if (row == OUTSIDE) {
          throw refused(
              Code.LEVEL,
              call.span(),
              "%s looks at the rows around, and here is only one."
                  .formatted(call.function().name()));
        }
        yield around(call, of).get(row);
      }
      case Definition.Around(Definition.OfLevels of, boolean here) ->
          known.computeIfAbsent(call, any -> one(around(call, of, here))).getFirst();
      case Definition.Context(Definition.OfContext of) ->
          throw new IllegalStateException("The check leaves none: " + call.function().name());
      case Definition.Lookup(boolean total) ->
          lookups
              .computeIfAbsent(call, any -> LookupIndex.of(call, total, values))
              .get(new RowKey(nodes(Lookups.localKeys(call), row)));
    };
  }

  /** The values of several nodes. */
  List<@Nullable Object> nodes(List<Node> nodes, int row) {
    List<@Nullable Object> results = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      results.add(node(node, row));
    }
    return results;
  }

  private List<@Nullable Object> around(Node.Call call, Definition.OfOrder of) {
    List<@Nullable Object> found = known.get(call);
    if (found == null) {
      List<Arguments> all = new ArrayList<>(rows);
      for (int row = 0; row < rows; row++) {
        all.add(arguments(call, row));
      }
      found = of.apply(all);
      known.put(call, found);
    }
    return found;
  }

  private @Nullable Object around(Node.Call call, Definition.OfLevels of, boolean here) {
    Node aggregate = call.arguments().getFirst();
    Evaluator outer =
        grouping == null ? this : grouping.around(group, Subtotals.keys(call, grouping.depth()));
    return of.apply(here ? node(aggregate, OUTSIDE) : null, outer.node(aggregate, OUTSIDE));
  }

  private static List<@Nullable Object> one(@Nullable Object value) {
    List<@Nullable Object> list = new ArrayList<>(1);
    list.add(value);
    return list;
  }

  private Arguments arguments(Node.Call call, int row) {
    return new Arguments(nodes(call.arguments(), row), now);
  }

  private List<Arguments> rowsOf(Node.Call call) {
    int count = count(call, call.function());
    List<Arguments> rows = new ArrayList<>(count);
    for (int row = 0; row < count; row++) {
      rows.add(arguments(call, row));
    }
    return rows;
  }

  private int count(Node.Call call, Function aggregate) {
    List<Reference> named = new ArrayList<>();
    collect(call, named);
    if (named.isEmpty()) {
      return rows;
    }
    int count = column(named.getFirst()).size();
    for (Reference reference : named) {
      if (column(reference).size() != count) {
        throw refused(
            Code.LEVEL,
            call.span(),
            "%s goes over the rows of one thing at a time; %s and %s have different numbers of rows."
                .formatted(
                    aggregate.name(), Quoted.literal(named.getFirst()), Quoted.literal(reference)));
      }
    }
    return count;
  }

  private static void collect(Node node, List<Reference> named) {
    switch (node) {
      case Node.Literal literal -> {}
      case Node.Name name -> {
        if (name.extent() != Extent.SINGLE) {
          named.add(name.reference());
        }
      }
      case Node.Call call -> {
        List<Node> here = call.function().isLookup() ? Lookups.localKeys(call) : call.arguments();
        for (Node argument : here) {
          collect(argument, named);
        }
      }
    }
  }

  private static FormulaException refused(Code code, Span span, String message) {
    return new FormulaException(
        new FormulaProblem(code, span.offset(), span.length(), message, List.of()));
  }
}
