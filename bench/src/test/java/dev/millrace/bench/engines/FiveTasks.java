package dev.millrace.bench.engines;

import dev.millrace.engine.EngineException;
import dev.millrace.engine.JobOutcome;
import dev.millrace.engine.Resource;
import dev.millrace.engine.WorkflowEngine;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process of five trivial tasks, one after the other, and the clients that run it. A client
 * starts an instance, waits for its end and starts the next. The end is noticed in the same way on
 * every engine: the job of the process's end listener has come to this process. So an instance is
 * six jobs, and its time is from the call that starts it to the begin of the sixth.
 */
final class FiveTasks {
  private static final String TASK = "five-tasks";
  private static final String END = "five-tasks-end";
  private static final long LOST_SECONDS = 60;

  private final WorkflowEngine engine;
  private final long definition;
  private final Map<Long, CompletableFuture<Long>> ends = new ConcurrentHashMap<>();

  FiveTasks(WorkflowEngine engine) {
    this.engine = engine;
    Resource model = new Resource("five-tasks.bpmn", model());
    definition = engine.deploy(List.of(model)).processes().getFirst().key();
    engine.work(Set.of(TASK), job -> new JobOutcome.Complete(Map.of()));
    engine.work(
        Set.of(END),
        job -> {
          end(job.processInstanceKey()).complete(System.nanoTime());
          return new JobOutcome.Complete(Map.of());
        });
  }

  /** What that many clients do in that time, and until the last instance begun in it has ended. */
  Run run(int clients, Duration time) throws InterruptedException, ExecutionException {
    long begun = System.nanoTime();
    long until = begun + time.toNanos();
    Run all = new Run();
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      List<Callable<Run>> calls = Collections.nCopies(clients, () -> client(until));
      for (Future<Run> done : threads.invokeAll(calls)) {
        all.add(done.get());
      }
    }
    all.lasted(System.nanoTime() - begun);
    return all;
  }

  private Run client(long until) throws Exception {
    Run run = new Run();
    while (System.nanoTime() < until) {
      try {
        run.ended(instance());
      } catch (EngineException refused) {
        if (refused.code() != EngineException.Code.BUSY) {
          throw refused;
        }
        run.refused();
      }
    }
    return run;
  }

  private long instance() throws InterruptedException, ExecutionException, TimeoutException {
    long begun = System.nanoTime();
    long instance = engine.start(definition, Map.of("n", 1));
    long ended = end(instance).get(LOST_SECONDS, TimeUnit.SECONDS);
    ends.remove(instance);
    return ended - begun;
  }

  /** Whoever comes first makes it: the listener's job may be faster than the answer. */
  private CompletableFuture<Long> end(long instance) {
    return ends.computeIfAbsent(instance, any -> new CompletableFuture<>());
  }

  private static String model() {
    StringBuilder nodes = new StringBuilder();
    for (int i = 1; i <= 5; i++) {
      nodes.append(
          """
          <bpmn:sequenceFlow id="f%1$d" sourceRef="%3$s" targetRef="Task_%1$d"/>
          <bpmn:serviceTask id="Task_%1$d"><bpmn:extensionElements>
          <zeebe:taskDefinition type="%4$s" retries="3"/></bpmn:extensionElements>
          <bpmn:incoming>f%1$d</bpmn:incoming><bpmn:outgoing>f%2$d</bpmn:outgoing></bpmn:serviceTask>
          """
              .formatted(i, i + 1, i == 1 ? "Start" : "Task_" + (i - 1), TASK));
    }
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="millrace">
    <bpmn:process id="five-tasks" isExecutable="true"><bpmn:extensionElements><zeebe:executionListeners>
    <zeebe:executionListener eventType="end" type="%s" retries="3"/>
    </zeebe:executionListeners></bpmn:extensionElements>
    <bpmn:startEvent id="Start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    %s<bpmn:sequenceFlow id="f6" sourceRef="Task_5" targetRef="End"/>
    <bpmn:endEvent id="End"><bpmn:incoming>f6</bpmn:incoming></bpmn:endEvent>
    </bpmn:process></bpmn:definitions>
    """
        .formatted(END, nodes);
  }
}
