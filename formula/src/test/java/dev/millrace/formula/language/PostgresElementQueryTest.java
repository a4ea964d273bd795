package dev.millrace.formula.language;

import java.sql.SQLException;

/** Element queries on PostgreSQL. */
final class PostgresElementQueryTest extends ElementQueryContract {
  PostgresElementQueryTest() throws SQLException {
    super(Engines.POSTGRESQL);
  }

  @Override
  String readable() {
    return """
    WITH "l0" AS (SELECT "row" AS "c0", "cost" AS "c1", ("city" COLLATE "C") AS "c2" FROM "t"),
    "l1" AS (SELECT *, CAST("c1" AS NUMERIC(500, 0)) * 2 AS "c3" FROM "l0")
    (SELECT "c2" AS "city", "c3" AS "double" FROM "l1" WHERE "c2" <> ('it''s' COLLATE "C")
    ORDER BY "l1"."c3" NULLS LAST OFFSET 0 ROWS FETCH NEXT 10 ROWS ONLY)
    """;
  }
}
