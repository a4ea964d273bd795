package dev.millrace.app.formula;

import dev.millrace.formula.Checked;
import dev.millrace.formula.Dialect;
import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.ElementQuery.ColumnType;
import dev.millrace.formula.ElementQuery.Computed;
import dev.millrace.formula.ElementQuery.SourceColumn;
import dev.millrace.formula.Formula;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.FormulaProblem;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope;
import dev.millrace.formula.Scope.Extent;
import dev.millrace.formula.SqlStatement;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.assist.Completion;
import dev.millrace.formula.assist.Explanation;
import dev.millrace.formula.language.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people ask of a formula while they write it, by the API and on the command line. */
public final class FormulaDesk {
  private static final String RESULT = "result";
  private final Language language;

  public FormulaDesk(Language language) {
    this.language = language;
  }

  /**
   * Whether a formula is right.
   *
   * @param type of its result, if it is right
   * @param level what one result belongs to, if it is right
   */
  public record Validation(
      boolean valid,
      @Nullable ValueType type,
      Formula.@Nullable Level level,
      List<Found> problems) {}

  /**
   * What is wrong.
   *
   * @param code stable, as {@link FormulaProblem.Code} names it
   * @param suggestions texts that could stand there instead, best first
   */
  public record Found(
      String code, String message, int offset, int length, List<String> suggestions) {
    static Found of(FormulaProblem problem) {
      return new Found(
          problem.code().name(),
          problem.message(),
          problem.offset(),
          problem.length(),
          problem.suggestions());
    }
  }

  /**
   * A formula in a warehouse's SQL.
   *
   * @param parameters names of the values for its question marks
   */
  public record Translation(Dialect dialect, String sql, List<String> parameters) {}

  public Validation validate(String formula, FormulaScope scope) {
    Checked checked = language.check(formula, scope.names());
    return new Validation(
        checked.formula().isPresent(),
        checked.formula().map(Formula::type).orElse(null),
        checked.formula().map(Formula::level).orElse(null),
        checked.problems().stream().map(Found::of).toList());
  }

  /**
   * The statement that computes the formula in each row of its element.
   *
   * @throws FormulaException for the first problem
   */
  public Translation translate(String text, FormulaScope scope, Dialect dialect) {
    Formula formula = checked(text, scope);
    List<SourceColumn> columns = new ArrayList<>();
    Map<Reference, @Nullable Object> parameters = new LinkedHashMap<>();
    Map<String, List<SourceColumn>> others = new LinkedHashMap<>();
    for (Reference name : scope.names().known()) {
      scope
          .names()
          .resolve(name)
          .filter(binding -> binding.reference().equals(name))
          .ifPresent(binding -> {
            SourceColumn column = new SourceColumn(name.name(), name.name(), held(binding.type()));
            if (binding.extent() == Extent.ROW && name.qualifier().isEmpty()) {
              columns.add(column);
            } else if (binding.extent() == Extent.ROWS) {
              others
                  .computeIfAbsent(name.qualifier().orElse(""), any -> new ArrayList<>())
                  .add(column);
            }
          });
    }
    formula.references().forEach(reference -> parameters.put(reference, null));
    Map<String, ElementQuery> elements = new LinkedHashMap<>();
    others.forEach((name, held) -> elements.put(name, rows(name, held, List.of(), Map.of())));
    ElementQuery query =
        rows(scope.table(), columns, List.of(new Computed(RESULT, formula)), parameters)
            .with(elements);
    SqlStatement statement = language.translate(query, dialect);
    List<String> named =
        formula.references().stream()
            .filter(reference -> isSingle(scope, reference))
            .map(FormulaDesk::shown)
            .sorted()
            .toList();
    return new Translation(
        dialect, statement.text(), statement.parameters().isEmpty() ? List.of() : named);
  }

  private static boolean isSingle(FormulaScope scope, Reference reference) {
    return scope
        .names()
        .resolve(reference)
        .map(binding -> binding.extent() == Extent.SINGLE)
        .orElse(true);
  }

  private static String shown(Reference reference) {
    return reference.qualifier().map(qualifier -> qualifier + "/").orElse("") + reference.name();
  }

  private static ElementQuery rows(
      String table,
      List<SourceColumn> columns,
      List<Computed> computed,
      Map<Reference, @Nullable Object> parameters) {
    return new ElementQuery(
        new ElementQuery.Source(List.of(table), columns),
        computed,
        Optional.empty(),
        columns.isEmpty()
            ? List.of()
            : List.of(new ElementQuery.Sort(columns.getFirst().name(), false)),
        Optional.empty(),
        parameters,
        computed.isEmpty() ? List.of() : List.of(RESULT));
  }

  private static ColumnType held(ValueType type) {
    return switch (type) {
      case TEXT, GEOGRAPHY -> ColumnType.TEXT;
      case NUMBER -> ColumnType.DECIMAL;
      case DATE -> ColumnType.TIMESTAMP;
      case LOGICAL -> ColumnType.BOOLEAN;
      case VARIANT -> ColumnType.JSON;
      case ARRAY -> ColumnType.ARRAY;
    };
  }

  /**
   * What a formula means.
   *
   * @throws FormulaException for the first problem
   */
  public Explanation explain(String formula, FormulaScope scope) {
    return language.explain(checked(formula, scope));
  }

  /**
   * A formula after a column got another name.
   *
   * @param column its present name; {@code Element/Column} for one of another element
   * @throws CaseException {@code CASE_INVALID} for a name that columns cannot have, or a column
   *     that is not known
   */
  public String rename(String formula, String column, String name, FormulaScope scope) {
    Reference asked = FormulaScope.reference(column);
    Reference known =
        scope
            .names()
            .resolve(asked)
            .map(Scope.Binding::reference)
            .orElseThrow(() ->
                new CaseException(
                    "CASE_INVALID", "There is no column '%s' here.".formatted(column)));
    if (name.isBlank() || name.chars().anyMatch(c -> c == 0)) {
      throw new CaseException("CASE_INVALID", "A column has a name, without NUL.");
    }
    return language.rename(formula, scope.names(), known, name);
  }

  /**
   * What could stand at the cursor.
   *
   * @throws FormulaException {@code TOO_LONG}
   */
  public Completion complete(String formula, int offset, FormulaScope scope) {
    return language.complete(formula, offset, scope.names());
  }

  private Formula checked(String text, FormulaScope scope) {
    Checked checked = language.check(text, scope.names());
    return checked.formula().orElseThrow(() -> new FormulaException(checked.problems().getFirst()));
  }
}
