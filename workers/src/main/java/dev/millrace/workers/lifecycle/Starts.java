package dev.millrace.workers.lifecycle;

import dev.millrace.bpmn.ProcessVocabulary;
import dev.millrace.engine.EngineException;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workers.execution.Execution.Failure;
import dev.millrace.workers.execution.Executions.Start;
import dev.millrace.workers.execution.Executions.Started;
import dev.millrace.workers.execution.RunningWorkbooks;
import dev.millrace.workers.execution.Status;
import dev.millrace.workers.ledger.ExecutionLedger;
import dev.millrace.workers.ledger.Ledgers;
import dev.millrace.workers.ledger.Run;
import dev.millrace.workers.ledger.StartKeys;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;

/** Starts executions, each once: the rows are kept first, and the instance must claim them. */
final class Starts {
  private static final int TRIES = 5;
  private static final int MAX_KEY = 255;

  private final WorkflowEngine engine;
  private final TransactionOperations transactions;
  private final ExecutionLedger executions;
  private final StartKeys keys;
  private final Instances instances;
  private final Ends ends;
  private final RunningWorkbooks workbooks;
  private final Clock clock;
  private final Supplier<String> ids;

  Starts(
      WorkflowEngine engine,
      Ledgers ledgers,
      Instances instances,
      Ends ends,
      RunningWorkbooks workbooks,
      Clock clock,
      Supplier<String> ids) {
    this.engine = engine;
    this.transactions = ledgers.transactions();
    this.executions = ledgers.executions();
    this.keys = ledgers.keys();
    this.instances = instances;
    this.ends = ends;
    this.workbooks = workbooks;
    this.clock = clock;
    this.ids = ids;
  }

  Started start(Start start, Reader reader) {
    start.idempotencyKey().ifPresent(Starts::requireShort);
    String request = StartKeys.digest(start);
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<String> before = before(start, reader, request);
      if (before.isPresent()) {
        return new Started(before.get(), true);
      }
      Run run = run(start, reader);
      if (kept(run, start, request)) {
        launch(run.id(), start);
        return new Started(run.id(), false);
      }
    }
    throw Refusal.of(
        Refusal.Kind.UNAVAILABLE,
        "ENGINE_BUSY",
        "Too many starts of '%s.%s' at once. Try again in a moment."
            .formatted(start.workbook(), start.sequence()));
  }

  /**
   * The execution that the key started before.
   *
   * @throws Refusal {@code SEQUENCE_RUNNING}, {@code IDEMPOTENCY_KEY_REUSED}
   */
  private Optional<String> before(Start start, Reader reader, String request) {
    Optional<String> sameKey = ofKey(start, reader, request);
    if (sameKey.isPresent()) {
      return sameKey;
    }
    String sequenceId = start.workbook() + "." + start.sequence();
    Optional<String> running = executions.running(sequenceId, reader.user());
    if (running.isEmpty()) {
      return Optional.empty();
    }
    // The same key may have started it between the two look-ups.
    return Optional.of(
        ofKey(start, reader, request).orElseThrow(() -> running(sequenceId, running.get())));
  }

  private Optional<String> ofKey(Start start, Reader reader, String request) {
    return start
        .idempotencyKey()
        .flatMap(key -> keys.find(reader.user(), key, clock.instant()))
        .map(kept -> same(kept, request));
  }

  private static String same(StartKeys.Kept kept, String request) {
    if (!kept.request().equals(request)) {
      throw Refusal.of(
          Refusal.Kind.CONFLICT,
          "IDEMPOTENCY_KEY_REUSED",
          "This Idempotency-Key started something else in the last 24 hours. Use a new one.",
          Map.of("executionId", kept.executionId()));
    }
    return kept.executionId();
  }

  private boolean kept(Run run, Start start, String request) {
    int totalSteps =
        workbooks.nodes(start.workbook(), start.workbookVersion(), start.sequence()).size();
    try {
      transactions.executeWithoutResult(transaction -> {
        executions.add(run, totalSteps);
        start
            .idempotencyKey()
            .ifPresent(key ->
                keys.add(
                    run.reader().user(),
                    key,
                    new StartKeys.Kept(request, run.id()),
                    run.startedAt()));
      });
      return true;
    } catch (DuplicateKeyException | ConcurrencyFailureException somebodyWasFaster) {
      return false;
    }
  }

  /** A lost answer is asked for again at once: a second instance would lose the claim. */
  private void launch(String id, Start start) {
    Map<String, Object> variables =
        Map.of(
            ProcessVocabulary.EXECUTION_ID,
            id,
            ProcessVocabulary.TIMEOUT_MS,
            start.timeout().toMillis());
    try {
      instances.claim(id, startedAtEngine(start.process(), variables));
    } catch (EngineException failure) {
      throw given(id, failure);
    }
  }

  private long startedAtEngine(long process, Map<String, Object> variables) {
    try {
      return engine.start(process, variables);
    } catch (EngineException failure) {
      if (failure.code() == EngineException.Code.UNAVAILABLE) {
        return engine.start(process, variables);
      }
      throw failure;
    }
  }

  /** What the engine may have started after all finds its execution ended, and is cancelled. */
  private RuntimeException given(String id, EngineException failure) {
    Optional<Refusal> refusal = EngineRefusals.of(failure);
    String code = refusal.map(Refusal::code).orElse("ENGINE_REFUSED");
    ends.end(
        id,
        Status.FAILED,
        Optional.of(new Failure(code, "The engine did not start the sequence.", Optional.empty())));
    keys.release(id);
    return refusal.isPresent() ? refusal.get() : failure;
  }

  private Run run(Start start, Reader reader) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new Run(
        ids.get(),
        start.workbook(),
        start.workbookVersion(),
        start.sequence(),
        reader,
        start.context(),
        now,
        engine.incarnation(),
        OptionalLong.empty());
  }

  private static void requireShort(String key) {
    if (key.isBlank() || key.length() > MAX_KEY) {
      throw Refusal.of(
          Refusal.Kind.INVALID,
          "IDEMPOTENCY_KEY_INVALID",
          "An Idempotency-Key has 1 to %d characters; this one has %d."
              .formatted(MAX_KEY, key.length()),
          Map.of("field", "Idempotency-Key"));
    }
  }

  private static Refusal running(String sequenceId, String executionId) {
    return Refusal.of(
        Refusal.Kind.CONFLICT,
        "SEQUENCE_RUNNING",
        "You have '%s' running already. Wait until it has ended, or stop it.".formatted(sequenceId),
        Map.of("executionId", executionId, "sequenceId", sequenceId));
  }
}
