package dev.millrace.app.execution;

import dev.millrace.app.execution.Control.ControlBody;
import dev.millrace.app.execution.Control.Controlled;
import dev.millrace.app.execution.Control.Verb;
import dev.millrace.app.limit.Limited;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workers.execution.Execution;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Executions by their id, and by the sequence they run. */
@RestController
@RequestMapping("/api/actions")
@Tag(name = "executions")
final class ExecutionController {
  private final VisibleExecutions executions;
  private final Control control;
  private final Clock clock;

  ExecutionController(VisibleExecutions executions, Control control, Clock clock) {
    this.executions = executions;
    this.control = control;
    this.clock = clock;
  }

  @GetMapping("/executions/{id}/status")
  @Limited(Limited.Budget.STATUS)
  @Operation(operationId = "executionStatus", summary = "Where an execution stands")
  ExecutionStatus status(@PathVariable String id, @Parameter(hidden = true) Reader reader) {
    return ExecutionStatus.of(executions.require(id, reader), clock.instant());
  }

  @PostMapping("/executions/{id}/control")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(operationId = "controlExecution", summary = "Stop or cancel an execution")
  Controlled control(
      @PathVariable String id,
      @RequestBody ControlBody body,
      @Parameter(hidden = true) Reader reader) {
    Verb verb = Verb.of(body.action());
    Execution execution = executions.require(id, reader);
    control.run(verb, execution, reader);
    return new Controlled(execution.id(), body.action(), true, clock.instant());
  }

  @GetMapping("/sequences/{sequenceId}/status")
  @Limited(Limited.Budget.STATUS)
  @Operation(
      operationId = "sequenceStatus",
      summary = "Where your newest execution of a sequence stands")
  ExecutionStatus sequenceStatus(
      @PathVariable String sequenceId, @Parameter(hidden = true) Reader reader) {
    return ExecutionStatus.of(executions.newest(sequenceId, reader), clock.instant());
  }

  @PostMapping("/sequences/{sequenceId}/control")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      operationId = "controlSequence",
      summary = "Stop or cancel all running executions of a sequence that are yours to control")
  ControlledSequence controlSequence(
      @PathVariable String sequenceId,
      @RequestBody ControlBody body,
      @Parameter(hidden = true) Reader reader) {
    Verb verb = Verb.of(body.action());
    List<Execution> running = executions.running(sequenceId, reader);
    running.forEach(execution -> control.run(verb, execution, reader));
    return new ControlledSequence(
        sequenceId,
        body.action(),
        true,
        running.stream().map(Execution::id).toList(),
        clock.instant());
  }

  /** Which executions it was done to; none is no error. */
  record ControlledSequence(
      String sequenceId,
      String action,
      boolean success,
      List<String> executionIds,
      Instant timestamp) {}
}
