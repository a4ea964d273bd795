package dev.millrace.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.EngineListener;
import dev.millrace.engine.Incident;
import dev.millrace.engine.JobOutcome;
import dev.millrace.engine.Message;
import dev.millrace.engine.Resource;
import dev.millrace.engine.RunningInstance;
import dev.millrace.engine.UserTask;
import dev.millrace.engine.WorkflowEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunningStateTest {
  @TempDir private Path folder;

  @Test
  void whatRunsIsReadFromTheStateWithItsTasksAndIncidents() throws Exception {
    try (WorkflowEngine engine = new EmbeddedEngineProvider().open(folder)) {
      BlockingQueue<UserTask> tasks = new ArrayBlockingQueue<>(10);
      BlockingQueue<Incident> incidents = new ArrayBlockingQueue<>(10);
      CountDownLatch ended = new CountDownLatch(1);
      engine.follow(new Waiting(tasks, incidents, ended));
      long person = engine.start(deploy(engine, "crash"), Map.of("id", "p"));
      long broken = engine.start(deploy(engine, "five-tasks"), Map.of());
      engine.work(Set.of("crash"), job -> new JobOutcome.Complete(Map.of()));
      engine.work(Set.of("five-tasks"), job -> new JobOutcome.Broken("no"));
      engine.publish(new Message("go", "p", "p", Duration.ofMinutes(1), Map.of()));
      UserTask task = tasks.poll(30, TimeUnit.SECONDS);
      Incident incident = incidents.poll(30, TimeUnit.SECONDS);

      assertThat(engine.running(person))
          .contains(new RunningInstance(List.of(Objects.requireNonNull(task)), List.of()));
      assertThat(engine.running(broken))
          .contains(new RunningInstance(List.of(), List.of(Objects.requireNonNull(incident))));
      engine.userTasks().complete(task.key(), Map.of());
      assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(engine.running(person)).isEmpty();
      assertThat(engine.running(task.elementInstanceKey())).isEmpty();
    }
  }

  private static long deploy(WorkflowEngine engine, String process) throws IOException {
    String name = process + ".bpmn";
    try (var model = RunningStateTest.class.getResourceAsStream("/" + name)) {
      String text = new String(model.readAllBytes(), StandardCharsets.UTF_8);
      return engine.deploy(List.of(new Resource(name, text))).processes().getFirst().key();
    }
  }

  private record Waiting(
      BlockingQueue<UserTask> tasks, BlockingQueue<Incident> incidents, CountDownLatch ended)
      implements EngineListener {
    @Override
    public void completed(long processInstanceKey) {
      ended.countDown();
    }

    @Override
    public void terminated(long processInstanceKey) {}

    @Override
    public void incidentRaised(Incident incident) {
      incidents.add(incident);
    }

    @Override
    public void incidentResolved(Incident incident) {}

    @Override
    public void userTaskChanged(UserTask task, UserTask.State state) {
      if (state == UserTask.State.OPEN) {
        tasks.add(task);
      }
    }
  }
}
