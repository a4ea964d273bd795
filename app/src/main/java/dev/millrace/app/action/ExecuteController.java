package dev.millrace.app.action;

import dev.millrace.app.execution.ExecutionStatus;
import dev.millrace.app.limit.Limited;
import dev.millrace.app.published.PublishedWorkbook;
import dev.millrace.app.published.PublishedWorkbooks;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.access.Right;
import dev.millrace.workbook.model.Sequence;
import dev.millrace.workers.execution.Execution;
import dev.millrace.workers.execution.Executions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Starts one sequence by its id. */
@RestController
@Tag(name = "actions")
final class ExecuteController {
  private final PublishedWorkbooks workbooks;
  private final ContextCheck contexts;
  private final Conditions conditions;
  private final SequenceStarts starts;
  private final Executions executions;
  private final RequestOptions options;
  private final Clock clock;

  ExecuteController(
      PublishedWorkbooks workbooks,
      ContextCheck contexts,
      Conditions conditions,
      SequenceStarts starts,
      Executions executions,
      RequestOptions options,
      Clock clock) {
    this.workbooks = workbooks;
    this.contexts = contexts;
    this.conditions = conditions;
    this.starts = starts;
    this.executions = executions;
    this.options = options;
    this.clock = clock;
  }

  @PostMapping("/api/actions/execute")
  @Limited(Limited.Budget.EXECUTIONS)
  @Operation(operationId = "execute", summary = "Start one sequence")
  @ApiResponse(responseCode = "200", description = "It has ended", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "202", description = "It runs", useReturnTypeSchema = true)
  ResponseEntity<Executed> execute(
      @RequestBody ExecuteBody body,
      @RequestParam("wait") Optional<String> waitText,
      @RequestHeader("Idempotency-Key") Optional<String> key,
      @Parameter(hidden = true) Reader reader) {
    Optional<Duration> wait = options.wait(waitText);
    Optional<String> idempotencyKey = RequestOptions.idempotencyKey(key);
    int dot = body.sequenceId().indexOf('.');
    if (dot < 0) {
      throw notFound(body.sequenceId());
    }
    PublishedWorkbook workbook = workbook(body.sequenceId().substring(0, dot), body, reader);
    Sequence sequence = sequence(workbook, body.sequenceId().substring(dot + 1));
    CheckedContext context =
        contexts.check(workbook.workbook(), body.context().orElse(ContextBody.EMPTY), reader);
    requireSelection(sequence, context);
    if (!conditions.holds(sequence, context, reader)) {
      throw Refusal.of(
          Refusal.Kind.INVALID,
          "CONDITION_NOT_MET",
          "The condition of '%s' does not hold for this context.".formatted(body.sequenceId()));
    }
    String execution = starts.start(workbook, sequence, context.context(), idempotencyKey, reader);
    return answer(body.sequenceId(), execution, wait);
  }

  private ResponseEntity<Executed> answer(
      String sequenceId, String executionId, Optional<Duration> wait) {
    Optional<Execution> found = wait.flatMap(time -> executions.await(executionId, time));
    if (found.filter(execution -> execution.status().ended()).isPresent()) {
      return ResponseEntity.ok(Executed.ended(found.get(), clock.instant()));
    }
    String status =
        found.map(execution -> ExecutionStatus.word(execution.status())).orElse("running");
    return ResponseEntity.status(HttpStatus.ACCEPTED)
        .body(Executed.running(sequenceId, executionId, status, clock.instant()));
  }

  private PublishedWorkbook workbook(String id, ExecuteBody body, Reader reader) {
    try {
      return workbooks.require(id, reader, Right.RUN_SEQUENCE);
    } catch (Refusal refusal) {
      throw refusal.kind() == Refusal.Kind.NOT_FOUND ? notFound(body.sequenceId()) : refusal;
    }
  }

  private static Sequence sequence(PublishedWorkbook workbook, String id) {
    String sequenceId = workbook.id() + "." + id;
    Sequence sequence = workbook.workbook().sequence(id).orElseThrow(() -> notFound(sequenceId));
    if (!sequence.enabled()) {
      throw Refusal.of(
          Refusal.Kind.CONFLICT,
          "SEQUENCE_DISABLED",
          "The sequence '%s' is disabled. A designer can enable it.".formatted(sequenceId),
          Map.of("state", "disabled", "sequenceId", sequenceId));
    }
    return sequence;
  }

  private static void requireSelection(Sequence sequence, CheckedContext context) {
    if (context.context().selection().isPresent()
        && context.seenBy(sequence).context().selection().isEmpty()) {
      throw Refusal.of(
          Refusal.Kind.INVALID,
          "CONTEXT_INVALID",
          "The field 'context.selection.element' must be %s."
              .formatted(sequence.selection().map("'%s'"::formatted).orElse("left out")),
          Map.of("field", "context.selection.element"));
    }
  }

  private static Refusal notFound(String sequenceId) {
    String shown = sequenceId.length() > 200 ? sequenceId.substring(0, 200) : sequenceId;
    return Refusal.of(
        Refusal.Kind.NOT_FOUND,
        "SEQUENCE_NOT_FOUND",
        "There is no sequence '%s'. Its id is <workbook id>.<sequence id>.".formatted(shown),
        Map.of("sequenceId", shown));
  }
}
