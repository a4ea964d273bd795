package dev.millrace.formula.language;

import dev.millrace.formula.FormulaException;
import dev.millrace.formula.FormulaProblem;
import dev.millrace.formula.FormulaProblem.Code;
import dev.millrace.formula.syntax.Quoted;
import dev.millrace.formula.value.Conversion;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values as a designer would have to type them. */
final class Literals {
  private Literals() {}

  static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "Null";
      case String text -> Quoted.literal(text);
      case Boolean logical -> logical ? "True" : "False";
      case Double number -> number == 0 ? "0" : exponential(number);
      case Float number -> of((double) number);
      case BigDecimal number -> number.toPlainString();
      case Number number -> number.toString();
      case LocalDateTime moment -> "Date(" + Quoted.literal(Conversion.text(moment)) + ")";
      case LocalDate day -> of(day.atStartOfDay());
      default ->
          throw new FormulaException(
              new FormulaProblem(
                  Code.UNSUPPORTED, 0, 0, "A value of this type has no literal.", List.of()));
    };
  }

  /** Always with an exponent, which is what makes a number a float. */
  private static String exponential(double number) {
    String written = Double.toString(number);
    return written.contains("E") ? written.replace("E", "e") : written + "e0";
  }
}
