package dev.millrace.formula.dialect;

import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A type's name, printed as it is. */
final class TypeName extends SqlUserDefinedTypeNameSpec {
  private final String name;

  TypeName(String name) {
    super(name, SqlParserPos.ZERO);
    this.name = name;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword(name);
  }
}
