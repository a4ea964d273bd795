package dev.millrace.workers.testing;

import dev.millrace.engine.Capability;
import dev.millrace.engine.Job;
import dev.millrace.engine.JobOutcome;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.action.ActionCatalogue;
import dev.millrace.workbook.model.Step;
import dev.millrace.workers.Workers;
import dev.millrace.workers.execution.Context;
import dev.millrace.workers.execution.Execution;
import dev.millrace.workers.execution.Executions;
import dev.millrace.workers.execution.RunningWorkbooks.Node;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Executions on the fake engine: a story says which job is delivered when. */
public final class Stage implements AutoCloseable {
  public static final Instant NOW = Instant.parse("2026-03-01T10:15:30.123456Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  public final FakeEngine engine;
  public final FakeWarehouse warehouse = new FakeWarehouse();
  public final Told told = new Told();
  public final Workers workers;

  public Stage(DataSource platform, String incarnation) {
    this(platform, new FakeEngine(incarnation, Set.of(Capability.RECORD_FEED)));
  }

  public Stage(DataSource platform, FakeEngine engine) {
    this.engine = engine;
    workers =
        new Workers(engine, warehouse, Desk.FORMULAS, platform, new Desk(), CLOCK, List.of(told));
    workers.open();
  }

  public Executions executions() {
    return workers.executions();
  }

  public static Executions.Start asked(String sequence, Context context) {
    return new Executions.Start(
        "desk", 1, sequence, 7, context, Duration.ofMinutes(10), Optional.empty());
  }

  /** Starts as Ana and lets the start listener claim. */
  public Execution started(String sequence, Context context) {
    return started(sequence, context, Desk.ANA);
  }

  public Execution started(String sequence, Context context, Reader reader) {
    String id = executions().start(asked(sequence, context), reader).executionId();
    engine.deliver(listenerJob("millrace:execution-started:1", id, instance(), Map.of()));
    return find(id);
  }

  public Execution find(String id) {
    return executions().find(id).orElseThrow();
  }

  /** The instance that was started last. */
  public long instance() {
    return 100L + engine.starts().size();
  }

  /** The job of a step as the compiled process hands it out. */
  public Job job(Execution execution, String step) {
    Node node =
        new Desk()
            .nodes("desk", 1, execution.sequence()).stream()
                .filter(one -> one.step().equals(step))
                .findFirst()
                .orElseThrow();
    Step.Act act = act(execution.sequence(), step);
    return new Job(
        900,
        ActionCatalogue.jobType(act.action().getClass()),
        node.elementId(),
        500 + step.hashCode(),
        instance(),
        7,
        execution.sequenceId(),
        3,
        ActionCatalogue.headers(act.action()),
        Map.of("executionId", execution.id()));
  }

  public JobOutcome deliver(Execution execution, String step) {
    return engine.deliver(job(execution, step));
  }

  public static Job withRetries(Job job, int retries) {
    return new Job(
        job.key(),
        job.type(),
        job.elementId(),
        job.elementInstanceKey(),
        job.processInstanceKey(),
        job.processDefinitionKey(),
        job.processId(),
        retries,
        job.headers(),
        job.variables());
  }

  public static Job with(Job job, Map<String, String> headers, Map<String, ?> variables) {
    Map<String, @Nullable Object> all = new HashMap<>(job.variables());
    all.putAll(variables);
    return new Job(
        job.key(),
        job.type(),
        job.elementId(),
        job.elementInstanceKey(),
        job.processInstanceKey(),
        job.processDefinitionKey(),
        job.processId(),
        job.retries(),
        headers,
        all);
  }

  public Job listenerJob(String type, String executionId, long instance, Map<String, ?> variables) {
    Map<String, @Nullable Object> all = new HashMap<>(variables);
    all.put("executionId", executionId);
    return new Job(
        901, type, "desk.process", instance, instance, 7, "desk.process", 3, Map.of(), all);
  }

  private static Step.Act act(String sequence, String step) {
    return acts(Desk.WORKBOOK.sequence(sequence).orElseThrow().steps())
        .filter(act -> act.id().equals(step))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<Step.Act> acts(List<Step> steps) {
    return steps.stream()
        .flatMap(step ->
            switch (step) {
              case Step.Act act -> Stream.of(act);
              case Step.Choice choice ->
                  Stream.concat(
                      choice.branches().stream().flatMap(branch -> acts(branch.steps())),
                      acts(choice.otherwise()));
            });
  }

  @Override
  public void close() {
    workers.close();
  }
}
