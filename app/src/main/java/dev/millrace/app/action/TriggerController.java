package dev.millrace.app.action;

import dev.millrace.app.action.Triggered.Refused;
import dev.millrace.app.action.Triggered.Skipped;
import dev.millrace.app.action.Triggered.StartedExecution;
import dev.millrace.app.action.Triggered.StartedSequence;
import dev.millrace.app.execution.ExecutionStatus;
import dev.millrace.app.limit.Limited;
import dev.millrace.app.published.PublishedWorkbook;
import dev.millrace.app.published.PublishedWorkbooks;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.access.Right;
import dev.millrace.workbook.model.Sequence;
import dev.millrace.workers.execution.Executions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** An element fired: all conditions are evaluated, then what holds is started. */
@RestController
@Tag(name = "actions")
final class TriggerController {
  private final PublishedWorkbooks workbooks;
  private final ContextCheck contexts;
  private final Conditions conditions;
  private final ConcurrentStarts starts;
  private final Executions executions;
  private final RequestOptions options;
  private final Clock clock;

  TriggerController(
      PublishedWorkbooks workbooks,
      ContextCheck contexts,
      Conditions conditions,
      ConcurrentStarts starts,
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

  @PostMapping("/api/actions/trigger")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Limited(Limited.Budget.EXECUTIONS)
  @Operation(operationId = "trigger", summary = "Start the sequences that an element fires")
  Triggered trigger(
      @RequestBody TriggerBody body,
      @RequestParam("wait") Optional<String> waitText,
      @RequestHeader("Idempotency-Key") Optional<String> key,
      @Parameter(hidden = true) Reader reader) {
    Optional<Duration> wait = options.wait(waitText);
    Optional<String> idempotencyKey = RequestOptions.idempotencyKey(key);
    PublishedWorkbook workbook = workbooks.require(body.workbook(), reader, Right.RUN_SEQUENCE);
    List<Sequence> fired = fired(workbook, body);
    CheckedContext context =
        contexts.check(workbook.workbook(), body.context().orElse(ContextBody.EMPTY), reader);
    List<Skipped> skipped = new ArrayList<>();
    List<Sequence> holding = new ArrayList<>();
    for (Sequence sequence : fired) {
      String id = workbook.id() + "." + sequence.id();
      if (!sequence.enabled()) {
        skipped.add(new Skipped(id, "DISABLED"));
      } else if (!conditions.holds(sequence, context.seenBy(sequence), reader)) {
        skipped.add(new Skipped(id, "CONDITION"));
      } else {
        holding.add(sequence);
      }
    }
    return answer(starts.start(workbook, holding, context, idempotencyKey, reader), skipped, wait);
  }

  private Triggered answer(
      List<ConcurrentStarts.Attempt> attempts, List<Skipped> skipped, Optional<Duration> wait) {
    List<StartedSequence> started = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    for (ConcurrentStarts.Attempt attempt : attempts) {
      switch (attempt) {
        case ConcurrentStarts.Attempt.Started(String sequence, String execution) ->
            started.add(
                new StartedSequence(
                    true,
                    sequence,
                    new StartedExecution(execution),
                    status(execution, wait),
                    clock.instant()));
        case ConcurrentStarts.Attempt.Failed(String sequence, Refusal refusal) ->
            refused.add(refused(sequence, refusal));
      }
    }
    return new Triggered(refused.isEmpty(), started, skipped, refused);
  }

  private String status(String execution, Optional<Duration> wait) {
    return wait.flatMap(time -> executions.await(execution, time))
        .map(found -> ExecutionStatus.word(found.status()))
        .orElse("running");
  }

  private static Refused refused(String sequence, Refusal refusal) {
    Object running = refusal.facts().get("executionId");
    return new Refused(
        sequence,
        refusal.code(),
        String.valueOf(refusal.getMessage()),
        running == null ? null : running.toString());
  }

  private static List<Sequence> fired(PublishedWorkbook workbook, TriggerBody body) {
    if (!body.trigger().equals("click")) {
      throw invalid("trigger", "must be click");
    }
    if (workbook.workbook().element(body.element()).isEmpty()) {
      throw invalid("element", "names no element of workbook '%s'".formatted(workbook.id()));
    }
    return workbook.workbook().sequences().stream()
        .filter(sequence ->
            sequence
                .trigger()
                .filter(trigger -> trigger.element().equals(body.element()))
                .isPresent())
        .toList();
  }

  private static Refusal invalid(String field, String why) {
    return Refusal.of(
        Refusal.Kind.INVALID,
        "VALUE_INVALID",
        "The field '%s' %s.".formatted(field, why),
        Map.of("field", field));
  }
}
