package dev.millrace.workbook.file;

import dev.millrace.formula.Checked;
import dev.millrace.formula.Formula;
import dev.millrace.formula.FormulaProblem;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.ValueType;
import dev.millrace.workbook.schema.Scalars;
import dev.millrace.workbook.scope.Guard;
import dev.millrace.workbook.yaml.Place;
import dev.millrace.workbook.yaml.Report;
import dev.millrace.workbook.yaml.YamlNode.Kind;
import dev.millrace.workbook.yaml.YamlNode.Scalar;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** Checks formulas where they stand; problems get the place of the character they are about. */
final class FormulaReader {
  private final Formulas formulas;
  private final Report report;

  FormulaReader(Formulas formulas, Report report) {
    this.formulas = formulas;
    this.report = report;
  }

  /** The formula's text; of a number, true or false the literal that means it. */
  String text(Scalar scalar) {
    return switch (scalar.kind()) {
      case TEXT, NULL -> scalar.text();
      case LOGICAL -> formulas.literal(scalar.text().equalsIgnoreCase("true"));
      case NUMBER -> formulas.literal(Scalars.plain(number(scalar)));
    };
  }

  /** Checks without reporting. */
  Checked check(Scalar scalar, Guard scope) {
    return formulas.check(text(scalar), scope);
  }

  /** The formula, or empty and reported. */
  Optional<Formula> read(Scalar scalar, Guard scope) {
    scope.forgetHits();
    Checked checked = check(scalar, scope);
    reportProblems(scalar, checked, scope);
    return checked.formula();
  }

  /** The formula, or empty and reported if it is wrong or gives something else. */
  Optional<Formula> read(Scalar scalar, Guard scope, ValueType wanted, String what) {
    return read(scalar, scope)
        .filter(formula -> {
          boolean fits = formula.type() == wanted || isNull(formula);
          if (!fits) {
            report.problem(
                "FORMULA_TYPE",
                scalar.place(),
                "This formula gives a value of type %s; %s takes %s."
                    .formatted(word(formula.type()), what, word(wanted)));
          }
          return fits;
        });
  }

  /** Reports what is wrong, but for what is wrong elsewhere already. */
  void reportProblems(Scalar scalar, Checked checked, Guard scope) {
    String text = text(scalar);
    for (FormulaProblem problem : checked.problems()) {
      if (!scope.excuses(problem, text)) {
        report.problem(
            "FORMULA_" + problem.code(),
            place(scalar, problem),
            problem.message(),
            problem.suggestions());
      }
    }
  }

  static Place place(Scalar scalar, FormulaProblem problem) {
    return scalar.kind() == Kind.TEXT ? scalar.at(problem.offset()) : scalar.place();
  }

  /** Null alone is a value of every type. */
  private static boolean isNull(Formula formula) {
    return formula.text().strip().equalsIgnoreCase("Null");
  }

  private BigDecimal number(Scalar scalar) {
    return new Scalars(report).number(scalar).orElse(BigDecimal.ZERO);
  }

  private static String word(ValueType type) {
    String name = type.name().toLowerCase(Locale.ROOT);
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
