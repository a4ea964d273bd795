package dev.millrace.workbook.file;

import dev.millrace.formula.Checked;
import dev.millrace.formula.Formula;
import dev.millrace.formula.Reference;
import dev.millrace.formula.ValueType;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.model.FormulaColumn;
import dev.millrace.workbook.scope.Guard;
import dev.millrace.workbook.yaml.Place;
import dev.millrace.workbook.yaml.Report;
import dev.millrace.workbook.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks the formula columns of all tables, which may name each other's. A formula can only be
 * checked when the types of the columns it names are known, so each waits for those; columns that
 * wait for each other are circular.
 */
final class FormulaColumns {
  private final FormulaReader formulas;
  private final Report report;
  private final Map<String, Guard> scopes = new LinkedHashMap<>();
  private final Map<Reference, Draft.FormulaText> texts = new LinkedHashMap<>();
  private final Map<Reference, Optional<Formula>> settled = new LinkedHashMap<>();
  private final Map<Reference, List<Reference>> needs = new LinkedHashMap<>();

  /** Columns being looked at; each needs the one after it. */
  private final SequencedSet<Reference> path = new LinkedHashSet<>();

  FormulaColumns(FormulaReader formulas, Report report) {
    this.formulas = formulas;
    this.report = report;
  }

  /**
   * The columns of one table.
   *
   * @param scope of the table; withholds doubtful columns
   */
  void add(String table, Guard scope, List<Draft.FormulaText> columns) {
    scopes.put(table, scope);
    for (Draft.FormulaText column : columns) {
      Reference reference = Reference.of(table, column.name());
      scope.withhold(reference);
      texts.putIfAbsent(reference, column);
      if (column.formula().isEmpty()) {
        settled.put(reference, Optional.empty());
      }
    }
  }

  /** A table without formulas, but with the columns that will get one: scopes want their names. */
  static Element.InputTable outline(Element.InputTable table, List<Draft.FormulaText> columns) {
    return with(
        table,
        columns.stream()
            .map(column -> new FormulaColumn(column.id(), column.name(), unknown()))
            .toList());
  }

  /** Looks at every column. */
  void check() {
    List.copyOf(texts.keySet()).forEach(this::settle);
  }

  /** The table with its formulas; columns whose formula is wrong keep the outline's. */
  Element.InputTable checked(Element.InputTable outline) {
    return with(
        outline,
        outline.formulas().stream()
            .map(column ->
                new FormulaColumn(
                    column.id(),
                    column.name(),
                    settled
                        .getOrDefault(Reference.of(outline.id(), column.name()), Optional.empty())
                        .orElse(column.formula())))
            .toList());
  }

  /** The columns whose formula is wrong, each qualified by its table. */
  List<Reference> wrong() {
    return settled.entrySet().stream()
        .filter(entry -> entry.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  private void settle(Reference first) {
    if (!settled.containsKey(first)) {
      path.add(first);
    }
    while (!path.isEmpty()) {
      Reference column = path.getLast();
      Reference needed = needed(column);
      if (needed == null) {
        look(column);
      } else if (path.contains(needed)) {
        reportCircle(needed);
      } else {
        path.add(needed);
      }
    }
  }

  private @Nullable Reference needed(Reference column) {
    return needs.getOrDefault(column, List.of()).stream()
        .filter(need -> !settled.containsKey(need))
        .findFirst()
        .orElse(null);
  }

  /** Checks the column; settles it unless it turns out to need another. */
  private void look(Reference column) {
    Scalar text = text(column);
    Guard scope = scope(column);
    scope.forgetHits();
    Checked checked = formulas.check(text, scope);
    List<Reference> open =
        scope.hits().stream()
            .filter(hit -> texts.containsKey(hit) && !settled.containsKey(hit))
            .toList();
    if (!open.isEmpty()) {
      needs.put(column, open);
      return;
    }
    formulas.reportProblems(text, checked, scope);
    checked.formula().ifPresent(formula -> scope.settle(column, formula.type()));
    settled.put(column, checked.formula());
    path.remove(column);
  }

  private void reportCircle(Reference needed) {
    Reference last = path.getLast();
    List<Reference> circle =
        new ArrayList<>(path.stream().dropWhile(column -> !column.equals(needed)).toList());
    report.problem(
        "CIRCULAR",
        place(last, needed),
        "These columns need each other: %s."
            .formatted(
                Stream.concat(circle.stream(), Stream.of(needed))
                    .map(column -> shown(column, circle))
                    .collect(Collectors.joining(" → "))));
    for (Reference column : circle) {
      settled.put(column, Optional.empty());
      path.remove(column);
    }
  }

  /** With its table only where there are several. */
  private static String shown(Reference column, List<Reference> circle) {
    boolean several = circle.stream().map(Reference::qualifier).distinct().count() > 1;
    return several
        ? "[%s/%s]".formatted(column.qualifier().orElseThrow(), column.name())
        : "[" + column.name() + "]";
  }

  private Guard scope(Reference column) {
    return Objects.requireNonNull(scopes.get(column.qualifier().orElseThrow()));
  }

  /** Where the formula of a column names the other. */
  private Place place(Reference column, Reference named) {
    Scalar text = text(column);
    boolean own = column.qualifier().equals(named.qualifier());
    Reference written = own ? Reference.of(named.name()) : named;
    return formulas.check(text, scope(column)).problems().stream()
        .filter(problem -> Guard.isAbout(problem, formulas.text(text), written))
        .findFirst()
        .map(problem -> FormulaReader.place(text, problem))
        .orElseGet(text::place);
  }

  private Scalar text(Reference column) {
    Draft.FormulaText text = texts.get(column);
    if (text == null) {
      throw new IllegalStateException("No formula column " + column);
    }
    return text.formula().orElseThrow();
  }

  private static Formula unknown() {
    return new Formula("", ValueType.TEXT, Formula.Level.ROW, Set.of(), () -> ValueType.TEXT);
  }

  private static Element.InputTable with(Element.InputTable table, List<FormulaColumn> formulas) {
    return table.withFormulas(formulas);
  }
}
