package dev.millrace.formula.rex;

import java.math.BigDecimal;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlWriter;

/**
 * A literal as an operator without operands. Calcite's own text literals want a character set that
 * covers them and are escaped by its dialects, some of them not completely.
 */
final class LiteralOperator extends SqlFunction {
  private final Object value;

  /**
   * Makes the literal of a value.
   *
   * @param value a {@link String}, a {@link BigDecimal} or a {@link Double}
   */
  LiteralOperator(Object value) {
    super(
        value.getClass().getSimpleName() + " " + value,
        SqlKind.OTHER_FUNCTION,
        null,
        null,
        null,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.value = value;
  }

  @Override
  public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    switch (value) {
      case String text ->
          writer.literal(((WarehouseDialect) writer.getDialect()).textLiteral(text));
      case BigDecimal number -> writer.literal(number.toPlainString());
      case Double number -> writer.literal(exponential(number));
      default -> throw new IllegalStateException(getName());
    }
  }

  /** Always with an exponent, which makes it a float everywhere. */
  private static String exponential(double number) {
    String written = Double.toString(number);
    return written.contains("E") ? written : written + "E0";
  }
}
