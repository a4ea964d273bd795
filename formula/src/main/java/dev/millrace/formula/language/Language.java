package dev.millrace.formula.language;

import dev.millrace.formula.Checked;
import dev.millrace.formula.Dialect;
import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.Formula;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.FunctionSignature;
import dev.millrace.formula.Scope;
import dev.millrace.formula.SqlStatement;
import dev.millrace.formula.Values;
import dev.millrace.formula.catalogue.Catalogue;
import dev.millrace.formula.check.Checker;
import dev.millrace.formula.local.Evaluator;
import dev.millrace.formula.sql.ElementStatement;
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
  public List<@Nullable Object> evaluateRows(Formula formula, int rows, Values values) {
    return Evaluator.evaluateRows(formula, rows, values);
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
}
