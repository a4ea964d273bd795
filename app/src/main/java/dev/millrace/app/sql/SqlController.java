package dev.millrace.app.sql;

import dev.millrace.app.audit.AuditLog;
import dev.millrace.app.problem.FieldRequiredException;
import dev.millrace.warehouse.SqlConsole.Result;
import dev.millrace.warehouse.Warehouse;
import dev.millrace.workbook.access.Access;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.access.Right;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The warehouse's own SQL, for those who may read all of it. */
@RestController
@Tag(name = "sql")
final class SqlController {
  private static final int MOST_ROWS = 10_000;
  private static final int LONGEST = 100_000;

  private final Warehouse warehouse;
  private final Access access;
  private final AuditLog audit;

  SqlController(Warehouse warehouse, Access access, AuditLog audit) {
    this.warehouse = warehouse;
    this.access = access;
    this.audit = audit;
  }

  @PostMapping("/api/sql")
  @Operation(operationId = "sql", summary = "Run one query, read-only")
  SqlAnswer query(@RequestBody SqlBody body, @Parameter(hidden = true) Reader reader) {
    access.require(reader, Right.READ_WAREHOUSE, "");
    int limit = body.limit().orElse(MOST_ROWS);
    if (limit < 1 || limit > MOST_ROWS) {
      throw invalid("limit", "must be from 1 to " + MOST_ROWS);
    }
    if (body.sql().length() > LONGEST) {
      throw invalid("sql", "is longer than %d characters".formatted(LONGEST));
    }
    Result result = warehouse.sqlConsole().query(body.sql(), limit, reader);
    audit.record(reader.user(), "sql", "warehouse", "ok");
    return new SqlAnswer(result.columns(), result.rows(), result.truncated());
  }

  private static Refusal invalid(String field, String why) {
    return Refusal.of(
        Refusal.Kind.INVALID,
        "VALUE_INVALID",
        "The field '%s' %s.".formatted(field, why),
        Map.of("field", field));
  }

  /**
   * What came back.
   *
   * @param truncated there were more rows than the limit
   */
  record SqlAnswer(List<String> columns, List<List<@Nullable Object>> rows, boolean truncated) {}

  /**
   * A query.
   *
   * @param limit most rows to return
   */
  record SqlBody(String sql, Optional<Integer> limit) {
    SqlBody {
      FieldRequiredException.require("sql", sql);
    }
  }
}
