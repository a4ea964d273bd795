package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What clusters offer over REST only: user tasks, and messages correlated at once. */
public interface UserTaskContract extends EngineUnderTest {
  @Test
  default void aUserTaskIsToldWithAllThatTheDesignerSaid() throws InterruptedException {
    long instance =
        started(
            model()
                .userTask(
                    "Approve",
                    "<zeebe:assignmentDefinition candidateGroups=\"desk, night\" candidateUsers=\"ana\"/>",
                    "<zeebe:taskSchedule dueDate=\"=due\"/>",
                    "<zeebe:priorityDefinition priority=\"70\"/>",
                    "<zeebe:formDefinition externalReference=\"millrace:approval\"/>"),
            Map.of("due", "2026-12-24T18:00:00+01:00"));

    UserTask task = told().task(UserTask.State.OPEN);

    assertThat(task.processInstanceKey()).isEqualTo(instance);
    assertThat(task.elementId()).isEqualTo("Approve");
    assertThat(task.assignee()).isEmpty();
    assertThat(task.candidateGroups()).isEqualTo(List.of("desk", "night"));
    assertThat(task.candidateUsers()).isEqualTo(List.of("ana"));
    assertThat(task.dueDate())
        .isNotNull()
        .satisfies(
            due -> assertThat(due.toInstant()).isEqualTo(Instant.parse("2026-12-24T17:00:00Z")));
    assertThat(task.followUpDate()).isNull();
    assertThat(task.priority()).isEqualTo(70);
    assertThat(task.formReference()).isEqualTo("millrace:approval");
  }

  @Test
  default void aUserTaskIsClaimedByOneAndCompletedWithVariables() throws InterruptedException {
    Came after = complete(type("after"));
    long instance = started(model().userTask("Approve").task("A", type("after")), Map.of());
    long task = told().task(UserTask.State.OPEN).key();

    engine().userTasks().claim(task, "ana");
    assertThat(told().task(UserTask.State.OPEN).assignee()).isEqualTo("ana");
    assertRefused(EngineException.Code.CONFLICT, () -> engine().userTasks().claim(task, "ben"));
    engine().userTasks().complete(task, Map.of("approved", true));

    assertThat(told().task(UserTask.State.COMPLETED).assignee()).isEqualTo("ana");
    assertThat(after.next().variables()).isEqualTo(Map.of("approved", true));
    assertThat(told().next()).isEqualTo(new Told.Event.Completed(instance));
    assertRefused(
        EngineException.Code.NOT_FOUND, () -> engine().userTasks().complete(task, Map.of()));
  }

  @Test
  default void aUserTaskIsGivenToAnotherAndPutBack() throws InterruptedException {
    started(model().userTask("Approve"), Map.of());
    long task = told().task(UserTask.State.OPEN).key();

    engine().userTasks().claim(task, "ana");
    engine().userTasks().assign(task, "ben");
    engine().userTasks().unassign(task);
    engine().userTasks().claim(task, "cleo");

    assertThat(told().task(UserTask.State.OPEN).assignee()).isEqualTo("ana");
    assertThat(told().task(UserTask.State.OPEN).assignee()).isEqualTo("ben");
    assertThat(told().task(UserTask.State.OPEN).assignee()).isEmpty();
    assertThat(told().task(UserTask.State.OPEN).assignee()).isEqualTo("cleo");
  }

  @Test
  default void aUserTaskGoesWithItsInstance() throws InterruptedException {
    long instance = started(model().userTask("Approve"), Map.of());
    long task = told().task(UserTask.State.OPEN).key();

    engine().cancel(instance);

    assertThat(told().task(UserTask.State.CANCELLED).key()).isEqualTo(task);
    assertThat(told().next()).isEqualTo(new Told.Event.Terminated(instance));
    assertRefused(EngineException.Code.NOT_FOUND, () -> engine().userTasks().claim(task, "ana"));
  }

  @Test
  default void aMessageIsCorrelatedWithTheOneThatWaitsOrRefused() throws InterruptedException {
    Came after = complete(type("after"));
    Model model = model().awaitMessage("Wait", process() + "-news").task("A", type("after"));
    assertRefused(
        EngineException.Code.NOT_FOUND,
        () -> engine().correlate(process() + "-news", "e-1", Map.of()));
    started(model, Map.of("executionId", "e-2"));
    long instance = started(model, Map.of("executionId", "e-1"));

    assertThat(engine().correlate(process() + "-news", "e-1", Map.of("news", 7)))
        .isEqualTo(instance);

    assertThat(after.next().variables()).isEqualTo(Map.of("executionId", "e-1", "news", 7));
    assertThat(told().next()).isEqualTo(new Told.Event.Completed(instance));
  }
}
