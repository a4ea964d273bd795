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
 * SQL as DuckDB reads it. A backslash means nothing in its texts, so a doubled quote is a complete
 * escape, in texts and in names.
 */
public final class DuckDbDialect extends SqlDialect implements WarehouseDialect {
  /** The order of nulls is said everywhere: Calcite leaves out what is the dialect's default. */
  public DuckDbDialect() {
    super(
        SqlDialect.EMPTY_CONTEXT
            .withDatabaseProduct(DatabaseProduct.DUCKDB)
            .withIdentifierQuoteString("\"")
            .withNullCollation(NullCollation.LOW));
  }

  @Override
  public Dialect dialect() {
    return Dialect.DUCKDB;
  }

  @Override
  public int maxNameBytes() {
    return Integer.MAX_VALUE;
  }

  @Override
  public boolean mergesLayers() {
    return false;
  }

  @Override
  public String textLiteral(String text) {
    return "'" + text.replace("'", "''") + "'";
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
          case BIGINT -> "BIGINT";
          case DECIMAL -> "DECIMAL(%d, %d)".formatted(type.getPrecision(), type.getScale());
          case DOUBLE -> "DOUBLE";
          case TIMESTAMP -> "TIMESTAMP";
          case BOOLEAN -> "BOOLEAN";
          case ARRAY -> "VARCHAR[]";
          default -> throw new IllegalArgumentException(type.toString());
        };
    return new SqlDataTypeSpec(new TypeName(name), SqlParserPos.ZERO);
  }
}
