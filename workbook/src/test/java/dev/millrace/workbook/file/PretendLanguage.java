package dev.millrace.workbook.file;

import dev.millrace.formula.Checked;
import dev.millrace.formula.Dialect;
import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.Formula;
import dev.millrace.formula.FormulaProblem;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.FunctionSignature;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope;
import dev.millrace.formula.SqlStatement;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** stand-in */
public final class PretendLanguage implements Formulas {
  private static final Pattern REF = Pattern.compile("\\[(?:([^/\\]]*)/)?([^\\]]*)\\]");

  @Override
  public Checked check(String text, Scope scope) {
    List<FormulaProblem> problems = new ArrayList<>();
    Set<Reference> references = new HashSet<>();
    ValueType first = null;
    Matcher m = REF.matcher(text);
    while (m.find()) {
      Reference r = new Reference(Optional.ofNullable(m.group(1)), m.group(2));
      Optional<Scope.Binding> b = scope.resolve(r);
      if (b.isEmpty()) {
        problems.add(
            new FormulaProblem(
                FormulaProblem.Code.UNKNOWN_COLUMN,
                m.start(),
                m.end() - m.start(),
                "no",
                List.of()));
      } else {
        references.add(b.get().reference());
        first = first == null ? b.get().type() : first;
      }
    }
    if (text.endsWith("+")) {
      problems.add(
          new FormulaProblem(FormulaProblem.Code.SYNTAX, text.length(), 0, "no", List.of()));
    }
    ValueType type =
        (text.matches(".*[<>=].*") && !text.startsWith("If(")) || text.matches("True|False")
            ? ValueType.LOGICAL
            : text.startsWith("\"") || text.startsWith("If(")
                ? ValueType.TEXT
                : first == null ? ValueType.NUMBER : first;
    return problems.isEmpty()
        ? new Checked(
            Optional.of(new Formula(text, type, Formula.Level.ROW, references, () -> type)),
            problems)
        : new Checked(Optional.empty(), problems);
  }

  @Override
  public @Nullable Object evaluate(Formula formula, Values values) {
    return null;
  }

  @Override
  public SqlStatement translate(ElementQuery query, Dialect dialect) {
    return new SqlStatement("", List.of(), List.of());
  }

  @Override
  public List<FunctionSignature> functions() {
    return List.of();
  }

  @Override
  public String literal(@Nullable Object value) {
    return value instanceof Boolean b ? (b ? "True" : "False") : String.valueOf(value);
  }
}
