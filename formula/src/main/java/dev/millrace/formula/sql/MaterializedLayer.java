package dev.millrace.formula.sql;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A common table expression that is computed before what names it. */
final class MaterializedLayer extends SqlWithItem {

  MaterializedLayer(SqlIdentifier name, SqlNode query) {
    super(SqlParserPos.ZERO, name, null, query, SqlLiteral.createBoolean(false, SqlParserPos.ZERO));
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    name.unparse(writer, 0, 0);
    writer.keyword("AS");
    writer.keyword("MATERIALIZED");
    SqlWriter.Frame frame = writer.startList("(", ")");
    query.unparse(writer, 0, 0);
    writer.endList(frame);
  }
}
