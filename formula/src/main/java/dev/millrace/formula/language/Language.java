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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The formula language with its whole catalogue. */
public final class Language implements Formulas {
  @Override
  public Checked check(String text, Scope scope) {
    throw new UnsupportedOperationException();
  }

  @Override
  public @Nullable Object evaluate(Formula formula, Values values) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SqlStatement translate(ElementQuery query, Dialect dialect) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<FunctionSignature> functions() {
    return List.of();
  }

  @Override
  public String literal(@Nullable Object value) {
    throw new UnsupportedOperationException();
  }
}
