package dev.millrace.app.published;

import dev.millrace.workbook.model.Workbook;
import java.time.Instant;
import java.util.Map;

/**
 * A workbook as it runs.
 *
 * @param processes sequence id to the engine's key of its compiled process
 */
public record PublishedWorkbook(
    Workbook workbook, int version, String by, Instant at, Map<String, Long> processes) {
  public PublishedWorkbook {
    processes = Map.copyOf(processes);
  }

  public String id() {
    return workbook.id();
  }
}
