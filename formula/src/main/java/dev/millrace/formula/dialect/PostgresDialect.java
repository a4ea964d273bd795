package dev.millrace.formula.dialect;

import dev.millrace.formula.Dialect;
import dev.millrace.formula.rex.WarehouseDialect;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * SQL as PostgreSQL reads it. Exact numbers have no bound here: a cast to one only sets its
 * fraction digits, and whether it fits is asked where the definition wants it to.
 */
public final class PostgresDialect extends SqlDialect implements WarehouseDialect {
  /** The order of nulls is said everywhere: Calcite leaves out what is the dialect's default. */
  public PostgresDialect() {
    super(
        SqlDialect.EMPTY_CONTEXT
            .withDatabaseProduct(DatabaseProduct.POSTGRESQL)
            .withIdentifierQuoteString("\"")
            .withNullCollation(NullCollation.LOW));
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  public int maxNameBytes() {
    return 63;
  }

  @Override
  public boolean mergesLayers() {
    return true;
  }

  @Override
  public String textLiteral(String text) {
    String quoted = "'" + text.replace("'", "''") + "'";
    // Backslashes mean nothing or something, by a setting; in this form they always do.
    String escaped = text.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    return "(" + escaped + " COLLATE \"C\")";
  }

  @Override
  public void quoteStringLiteral(StringBuilder buffer, @Nullable String charset, String text) {
    buffer.append(textLiteral(text));
  }

  @Override
  public boolean supportsCharSet() {
    return false;
  }

  @Override
  public SqlNode getCastSpec(RelDataType type) {
    String name =
        switch (type.getSqlTypeName()) {
          case VARCHAR, VARIANT -> "VARCHAR";
          case BIGINT -> "NUMERIC(500, 0)";
          case DECIMAL -> "NUMERIC(500, %d)".formatted(type.getScale());
          case DOUBLE -> "DOUBLE PRECISION";
          case TIMESTAMP -> "TIMESTAMP";
          case BOOLEAN -> "BOOLEAN";
          case ARRAY -> "TEXT[]";
          default -> throw new IllegalArgumentException(type.toString());
        };
    return new SqlDataTypeSpec(new TypeName(name), SqlParserPos.ZERO);
  }
}
