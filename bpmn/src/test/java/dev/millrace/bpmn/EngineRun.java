package dev.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.EngineListener;
import dev.millrace.engine.EngineProvider;
import dev.millrace.engine.Incident;
import dev.millrace.engine.Job;
import dev.millrace.engine.JobOutcome;
import dev.millrace.engine.Message;
import dev.millrace.engine.Resource;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.workbook.action.ActionCatalogue;
import dev.millrace.workbook.model.Sequence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The real engine, and one worker for everything whose answers a test may replace. */
final class EngineRun implements AutoCloseable {
  private final WorkflowEngine engine;
  private final Map<String, JobOutcome> answers = new ConcurrentHashMap<>();
  private final List<String> visited = new CopyOnWriteArrayList<>();
  private final List<String> incidents = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Map<String, @Nullable Object>> ends = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> parked = new LinkedBlockingQueue<>();

  EngineRun(Path folder) {
    engine = ServiceLoader.load(EngineProvider.class).findFirst().orElseThrow().open(folder);
    Set<String> jobTypes =
        new HashSet<>(
            Set.of(
                ProcessVocabulary.EXECUTION_STARTED_JOB,
                ProcessVocabulary.EXECUTION_ENDED_JOB,
                ProcessVocabulary.ROLL_BACK_JOB));
    ActionCatalogue.all().forEach(action -> jobTypes.add(ActionCatalogue.jobType(action)));
    engine.work(jobTypes, this::answer);
    engine.follow(
        new EngineListener() {
          @Override
          public void completed(long processInstanceKey) {}

          @Override
          public void terminated(long processInstanceKey) {}

          @Override
          public void incidentRaised(Incident incident) {
            incidents.add(incident.elementId() + ": " + incident.message());
          }

          @Override
          public void incidentResolved(Incident incident) {}
        });
  }

  WorkflowEngine engine() {
    return engine;
  }

  /** Replaces what the task of that element id answers. */
  EngineRun when(String elementId, JobOutcome outcome) {
    answers.put(elementId, outcome);
    return this;
  }

  /** The condition of that element id gives this. */
  EngineRun condition(String elementId, @Nullable Object result) {
    Map<String, @Nullable Object> variables = new HashMap<>();
    variables.put(ProcessVocabulary.RESULT, result);
    return when(elementId, new JobOutcome.Complete(variables));
  }

  /** The task of that element id is refused, as a worker's bridge to the engine does it. */
  EngineRun refused(String elementId) {
    Map<String, @Nullable Object> error = Map.of("code", "ROW_CONFLICT", "message", "Changed.");
    return when(
        elementId,
        new JobOutcome.ThrowError(
            "ROW_CONFLICT", "Changed.", Map.of(ProcessVocabulary.ERROR, error)));
  }

  void start(Sequence sequence, Map<String, ?> variables) {
    CompiledProcess process = SampleSequences.compile(sequence);
    engine.start(
        engine
            .deploy(List.of(new Resource(process.resourceName(), process.xml())))
            .processes()
            .getFirst()
            .key(),
        variables);
  }

  /** Runs a sequence to its end and gives what the end listener sees. */
  Map<String, @Nullable Object> run(Sequence sequence) throws InterruptedException {
    start(sequence, Map.of(ProcessVocabulary.EXECUTION_ID, "execution-1"));
    return end();
  }

  Map<String, @Nullable Object> end() throws InterruptedException {
    Map<String, @Nullable Object> variables = ends.poll(20, TimeUnit.SECONDS);
    assertThat(variables)
        .as("no end within 20 s after %s, incidents %s", visited, incidents)
        .isNotNull();
    return variables;
  }

  /** Waits until a job is parked. */
  void parked() throws InterruptedException {
    assertThat(parked.poll(20, TimeUnit.SECONDS)).as("parked within 20 s").isNotNull();
  }

  void publishStop(String executionId) {
    engine.publish(
        new Message(
            ProcessVocabulary.STOP_MESSAGE, executionId, "stop", Duration.ofSeconds(30), Map.of()));
  }

  /** Ids of the elements whose jobs came, in order, listeners left out. */
  List<String> visited() {
    return visited;
  }

  private JobOutcome answer(Job job) {
    if (job.type().equals(ProcessVocabulary.EXECUTION_STARTED_JOB)) {
      return new JobOutcome.Complete(Map.of());
    }
    if (job.type().equals(ProcessVocabulary.EXECUTION_ENDED_JOB)) {
      ends.add(job.variables());
      return new JobOutcome.Complete(Map.of());
    }
    visited.add(job.elementId());
    JobOutcome outcome =
        answers.getOrDefault(
            job.elementId(),
            new JobOutcome.Complete(Map.of(ProcessVocabulary.RESULT, "row-1", "noise", "loud")));
    if (outcome instanceof JobOutcome.Park) {
      parked.add(job.elementId());
    }
    return outcome;
  }

  @Override
  public void close() {
    engine.close();
  }
}
