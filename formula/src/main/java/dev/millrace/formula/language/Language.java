package dev.millrace.formula.language;

import dev.millrace.formula.Checked;
import dev.millrace.formula.Dialect;
import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.Formula;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.FormulaProblem;
import dev.millrace.formula.FormulaProblem.Code;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.FunctionSignature;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope;
import dev.millrace.formula.SqlStatement;
import dev.millrace.formula.Values;
import dev.millrace.formula.assist.Completion;
import dev.millrace.formula.assist.Completions;
import dev.millrace.formula.assist.Explanation;
import dev.millrace.formula.assist.Renaming;
import dev.millrace.formula.catalogue.Catalogue;
import dev.millrace.formula.check.Checker;
import dev.millrace.formula.local.Evaluator;
import dev.millrace.formula.sql.ElementStatement;
import dev.millrace.formula.syntax.Parser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The formula language with its whole catalogue. */
public final class Language implements Formulas {
  private final Catalogue catalogue = new Catalogue();

  @Override
  public Checked check(String text, Scope scope) {
    return Checker.check(catalogue, text, scope);
  }

  @Override
  public @Nullable Object evaluate(Formula formula, Values values) {
    return Evaluator.evaluate(formula, values);
  }

  @Override
  public List<@Nullable Object> evaluateRows(
      Formula formula, int rows, Values values, List<Reference> groupBy) {
    return Evaluator.evaluateRows(formula, rows, values, groupBy);
  }

  @Override
  public SqlStatement translate(ElementQuery query, Dialect dialect) {
    return ElementStatement.page(query, dialect);
  }

  @Override
  public SqlStatement count(ElementQuery query, Dialect dialect) {
    return ElementStatement.count(query, dialect);
  }

  @Override
  public List<FunctionSignature> functions() {
    return catalogue.signatures();
  }

  @Override
  public String literal(@Nullable Object value) {
    return Literals.of(value);
  }

  /**
   * What could stand where somebody types in a formula, whatever is still missing in it.
   *
   * @param offset in UTF-16 characters
   * @throws FormulaException {@code TOO_LONG} for more characters than a formula may have
   */
  public Completion complete(String text, int offset, Scope scope) {
    if (text.length() > Parser.MAX_LENGTH) {
      throw new FormulaException(
          new FormulaProblem(
              Code.TOO_LONG,
              Parser.MAX_LENGTH,
              text.length() - Parser.MAX_LENGTH,
              "A formula has at most %,d characters; this has %,d."
                  .formatted(Parser.MAX_LENGTH, text.length()),
              List.of()));
    }
    return Completions.of(catalogue, text, Math.clamp(offset, 0, text.length()), scope);
  }

  /**
   * A formula after something that it may name got another name; all else stays as it was written,
   * mistakes too.
   *
   * @param scope what could be named before
   * @param column canonical name of what gets another one
   */
  public String rename(String text, Scope scope, Reference column, String name) {
    return Renaming.of(text, scope, column, name);
  }

  /** What a formula means, part by part. */
  public Explanation explain(Formula formula) {
    return Explanation.of(formula);
  }
}
