package dev.millrace.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.EngineSettings;
import dev.millrace.engine.Job;
import dev.millrace.engine.JobOutcome;
import dev.millrace.engine.Resource;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.engine.embedded.log.Keeping;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The system's clock jumps by an hour while the engine runs, or while it does not. */
@Timeout(120)
final class ClockTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private Path folder;

  private volatile Duration ahead = Duration.ZERO;
  private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();

  @Test
  void aClockThatJumpsAheadMakesTimersDue() throws InterruptedException {
    try (WorkflowEngine engine = open()) {
      long waiting = start(engine, "PT30M");
      long farther = start(engine, "PT3H");

      ahead = HOUR;

      assertThat(next()).isEqualTo(waiting);
      ahead = HOUR.multipliedBy(4);
      assertThat(next()).isEqualTo(farther);
    }
  }

  @Test
  void aClockThatJumpsBackLetsNewTimersBeInTimeAndForgetsNoOldOne() throws InterruptedException {
    ahead = HOUR;
    try (WorkflowEngine engine = open()) {
      long old = start(engine, "PT10S");

      ahead = Duration.ZERO;

      long young = start(engine, "PT0.1S");
      assertThat(next()).isEqualTo(young);
      ahead = HOUR.plusSeconds(10);
      assertThat(next()).isEqualTo(old);
    }
  }

  @Test
  void aClockThatWasSetBackBetweenTwoStartsLosesNothing() throws InterruptedException {
    ahead = HOUR;
    long old;
    try (WorkflowEngine engine = open()) {
      old = start(engine, "PT0.1S");
      assertThat(next()).isEqualTo(old);
      old = start(engine, "PT20M");
    }
    ahead = Duration.ZERO;
    try (WorkflowEngine engine = open()) {
      long young = start(engine, "PT0.1S");
      assertThat(next()).isEqualTo(young);
      ahead = HOUR.multipliedBy(2);
      assertThat(next()).isEqualTo(old);
    }
  }

  private WorkflowEngine open() {
    InstantSource clock = () -> Instant.now().plus(ahead);
    WorkflowEngine engine =
        Opening.open(folder.resolve("engine"), EngineSettings.DEFAULT, Keeping.DEFAULT, clock);
    engine.work(
        Set.of("after"),
        job -> {
          jobs.add(job);
          return new JobOutcome.Complete(Map.of());
        });
    return engine;
  }

  private static long start(WorkflowEngine engine, String duration) {
    String model =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="urn:millrace:test">
          <bpmn:process id="timed" isExecutable="true">
            <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:intermediateCatchEvent id="timer"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
              <bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">=duration(wait)</bpmn:timeDuration></bpmn:timerEventDefinition>
            </bpmn:intermediateCatchEvent>
            <bpmn:serviceTask id="after"><bpmn:extensionElements><zeebe:taskDefinition type="after" /></bpmn:extensionElements>
              <bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing></bpmn:serviceTask>
            <bpmn:endEvent id="end"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="timer" />
            <bpmn:sequenceFlow id="f2" sourceRef="timer" targetRef="after" />
            <bpmn:sequenceFlow id="f3" sourceRef="after" targetRef="end" />
          </bpmn:process>
        </bpmn:definitions>
        """;
    long definition =
        engine.deploy(List.of(new Resource("timed.bpmn", model))).processes().getFirst().key();
    return engine.start(definition, Map.of("wait", duration));
  }

  private long next() throws InterruptedException {
    Job job = jobs.poll(30, TimeUnit.SECONDS);
    assertThat(job).as("no timer was due within 30 s").isNotNull();
    return job.processInstanceKey();
  }
}
