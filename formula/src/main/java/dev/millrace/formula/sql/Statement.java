package dev.millrace.formula.sql;

import dev.millrace.formula.Dialect;
import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.FormulaProblem.Code;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.syntax.Span;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rex.RexBuilder;

/** What all elements of one statement share. */
final class Statement {
  private static final int MOST_BESIDES = 100;
  private final Dialect dialect;
  private final RexBuilder builder;
  private final Map<String, ElementQuery> elements;
  private final Parameters parameters;
  private final Set<Column> open = new LinkedHashSet<>();
  private int besides;

  /** A computed column, by the name of its element, which is empty for the statement's own. */
  private record Column(String element, String name) {}

  Statement(Dialect dialect, RexBuilder builder, ElementQuery query) {
    this.dialect = dialect;
    this.builder = builder;
    this.elements = query.elements();
    this.parameters = new Parameters(context(new Layers()), query.parameters());
  }

  SqlContext context(Layers layers) {
    SqlContext context = new SqlContext(dialect, builder, layers);
    context.nowIs(() -> parameters.now());
    return context;
  }

  Parameters parameters() {
    return parameters;
  }

  boolean knows(String element) {
    return elements.containsKey(element);
  }

  /** Another element, for the one who looks into it. */
  Beside beside(String element, Span span) {
    if (++besides > MOST_BESIDES) {
      throw ElementColumns.refused(
          Code.TOO_LONG,
          span,
          "The element's formulas look into others more than %d times, counting what these look into."
              .formatted(MOST_BESIDES));
    }
    ElementQuery query = Objects.requireNonNull(elements.get(element));
    return new Beside("e" + besides, element, query, this);
  }

  /**
   * Computes a column, unless that is going on already.
   *
   * @throws FormulaException {@code CIRCULAR}
   */
  void computing(String element, ElementQuery.Computed column, Runnable computation) {
    Column mark = new Column(element, column.name());
    if (!open.add(mark)) {
      throw ElementColumns.refused(
          Code.CIRCULAR,
          new Span(0, column.formula().text().length()),
          "The column '%s' of '%s' is computed from itself, by way of another element."
              .formatted(column.name(), element));
    }
    computation.run();
    open.remove(mark);
  }
}
