package dev.millrace.warehouse;

import dev.millrace.workbook.access.Reader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs people's own SQL, read-only. Thread-safe. */
public interface SqlConsole {
  /**
   * Runs one query.
   *
   * @param limit most rows to return
   * @throws dev.millrace.workbook.access.Refusal {@code SQL_NOT_READ_ONLY}, {@code SQL_ERROR} with
   *     the warehouse's own words, {@code SQL_TIMEOUT}
   */
  Result query(String sql, int limit, Reader reader);

  /**
   * What came back.
   *
   * @param truncated true if there were more rows than the limit
   */
  record Result(List<String> columns, List<List<@Nullable Object>> rows, boolean truncated) {}
}
