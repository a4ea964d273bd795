package dev.millrace.app.execution;

import dev.millrace.app.limit.Limited;
import dev.millrace.workbook.access.Access;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Right;
import dev.millrace.workers.execution.Execution;
import dev.millrace.workers.execution.Executions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was run. */
@RestController
@Tag(name = "executions")
final class HistoryController {
  private final Executions executions;
  private final Access access;
  private final Clock clock;

  HistoryController(Executions executions, Access access, Clock clock) {
    this.executions = executions;
    this.access = access;
    this.clock = clock;
  }

  @GetMapping("/api/actions/history")
  @Limited(Limited.Budget.STATUS)
  @Operation(
      operationId = "history",
      summary = "Executions, newest first; your own, or with the right to it everyone's")
  History history(
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam Optional<String> status,
      @RequestParam Optional<String> dateFrom,
      @RequestParam Optional<String> dateTo,
      @RequestParam Optional<String> sequence,
      @RequestParam(defaultValue = "false") boolean everyone,
      @Parameter(hidden = true) Reader reader) {
    if (everyone) {
      access.require(reader, Right.CONTROL_ALL_EXECUTIONS, "");
    }
    Executions.Search search =
        new Executions.Search(
            everyone ? Optional.empty() : Optional.of(reader.user()),
            sequence,
            HistoryQuery.statuses(status),
            dateFrom.map(text -> HistoryQuery.moment("dateFrom", text, Duration.ZERO)),
            dateTo.map(text -> HistoryQuery.moment("dateTo", text, Duration.ofDays(1))),
            HistoryQuery.within("page", page, 1_000_000),
            HistoryQuery.within("limit", limit, 100));
    Executions.Found found = executions.search(search);
    return new History(
        found.executions().stream().map(Past::of).toList(),
        Pagination.of(search.page(), search.limit(), found.total()),
        clock.instant());
  }

  /** A page of executions. */
  record History(List<Past> history, Pagination pagination, Instant timestamp) {}

  /**
   * One execution.
   *
   * @param executionTime milliseconds from start to end
   */
  record Past(
      String executionId,
      String sequenceId,
      String status,
      String user,
      Instant startTime,
      @Nullable Instant endTime,
      @Nullable Long executionTime,
      int actionsExecuted) {
    static Past of(Execution execution) {
      return new Past(
          execution.id(),
          execution.sequenceId(),
          ExecutionStatus.word(execution.status()),
          execution.reader().user(),
          execution.startedAt(),
          execution.endedAt().orElse(null),
          execution
              .endedAt()
              .map(end -> Duration.between(execution.startedAt(), end).toMillis())
              .orElse(null),
          ExecutionStatus.Progress.of(execution).current());
    }
  }

  /** Which page it is. */
  record Pagination(
      int currentPage, long totalPages, long totalRecords, boolean hasNext, boolean hasPrevious) {
    static Pagination of(int page, int limit, long total) {
      long pages = (total + limit - 1) / limit;
      return new Pagination(page, pages, total, page < pages, page > 1);
    }
  }
}
