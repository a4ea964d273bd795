package dev.millrace.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.EngineProvider;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.warehouse.Change;
import dev.millrace.warehouse.WriteResult;
import dev.millrace.warehouse.WriteResult.RowConflict;
import dev.millrace.workbook.action.MessageAction.Tone;
import dev.millrace.workers.execution.Context;
import dev.millrace.workers.execution.Effect;
import dev.millrace.workers.execution.Execution;
import dev.millrace.workers.execution.Execution.StepRun;
import dev.millrace.workers.execution.Execution.StepState;
import dev.millrace.workers.execution.Executions;
import dev.millrace.workers.execution.Status;
import dev.millrace.workers.testing.Desk;
import dev.millrace.workers.testing.FakeWarehouse;
import dev.millrace.workers.testing.Platform;
import dev.millrace.workers.testing.Stage;
import dev.millrace.workers.testing.Told;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Compiled sequences on the real engine. */
class EmbeddedStoriesTest {
  @TempDir static Path directory;
  private static @Nullable WorkflowEngine shared;

  private final FakeWarehouse warehouse = new FakeWarehouse();
  private final Told told = new Told();
  private final DataSource platform = Platform.fresh();
  private final Workers workers = workers();

  EmbeddedStoriesTest() {
    workers.open();
    warehouse.strike("r1", 1, 70);
    warehouse.strike("r2", 1, 50);
  }

  @BeforeAll
  static void openEngine() {
    shared = ServiceLoader.load(EngineProvider.class).findFirst().orElseThrow().open(directory);
  }

  @AfterAll
  static void closeEngine() {
    engine().close();
  }

  @AfterEach
  void closeWorkers() {
    workers.close();
  }

  @Test
  void aSequenceRunsToItsEnd() {
    Execution ended = run("open-case", Desk.picked("r1", "r2"));

    assertThat(ended.status()).isEqualTo(Status.COMPLETED);
    String row = warehouse.changes().getFirst().id().toString();
    assertThat(told.effects())
        .containsExactly(
            new Effect.ShowToast("Claim " + row, Optional.empty(), Tone.SUCCESS),
            new Effect.SetControl("threshold", 150L),
            new Effect.RefreshElement("cases"),
            new Effect.OpenModal("details"),
            new Effect.CloseModal("details"));
    assertThat(ended.steps())
        .extracting(StepRun::step)
        .containsExactly("add-case", "tell-claim", "raise", "show", "open", "close");
    assertThat(ended.steps()).allMatch(step -> step.state() == StepState.DONE);
    assertThat(ended.steps()).allMatch(step -> step.deliveries() == 1);
    assertThat(ended.outputs()).containsExactly(Map.entry("caseRow", row));
    assertThat(told.changes().getLast().status())
        .as("the end is told last")
        .isEqualTo(Status.COMPLETED);
  }

  @Test
  void theOtherBranchIsTakenWhereTheConditionDoesNotHold() {
    Execution ended = run("open-case", Desk.picked("r2"));

    assertThat(ended.status()).isEqualTo(Status.COMPLETED);
    assertThat(told.effects()).contains(new Effect.ShowToast("Small", Optional.empty(), Tone.INFO));
  }

  @Test
  void aRejectedStepFailsTheSequenceAndNothingFollows() {
    warehouse.answer(
        new WriteResult.Conflict(
            "ana", Stage.NOW, List.of(new RowConflict("r1", 1, 2, "ben", Stage.NOW, List.of()))));

    Execution ended = run("correct", Desk.picked("r1"));

    assertThat(ended.status()).isEqualTo(Status.FAILED);
    assertThat(ended.failure())
        .contains(
            new Execution.Failure(
                "ROW_CONFLICT", "Changed meanwhile by ben.", Optional.of("change")));
    assertThat(told.effects()).isEmpty();
  }

  @Test
  void aRejectedStepThatMayFailIsPassedOver() {
    warehouse.answer(new WriteResult.Refused("ROW_NOT_FOUND", 0, "", "There is no row r1."));

    Execution ended = run("go-on", Context.EMPTY);

    assertThat(ended.status()).isEqualTo(Status.COMPLETED);
    assertThat(told.effects())
        .containsExactly(new Effect.ShowToast("Went on", Optional.empty(), Tone.INFO));
    assertThat(ended.steps())
        .extracting(StepRun::state)
        .containsExactly(StepState.FAILED, StepState.DONE);
  }

  @Test
  void aCancelInMidSequenceLeavesNoLaterRowOrEffect() throws Exception {
    CountDownLatch atWork = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    warehouse.afterWrite(() -> {
      atWork.countDown();
      await(goOn);
    });
    String id = start("two-writes", Context.EMPTY);
    assertThat(atWork.await(20, TimeUnit.SECONDS)).isTrue();

    workers.executions().cancel(id, Desk.ANA);
    goOn.countDown();
    workers.close();

    Execution ended = workers.executions().find(id).orElseThrow();
    assertThat(ended.status()).isEqualTo(Status.CANCELLED);
    assertThat(warehouse.changes()).hasSize(1);
    assertThat(told.effects()).isEmpty();
    assertThat(ended.steps())
        .singleElement()
        .matches(step -> step.deliveries() == 1 && step.state() == StepState.DONE);
    assertThat(ended.rowsChanged()).as("the row it wrote before the end").isEqualTo(1);
  }

  @Test
  void aStopInMidSequenceEndsItAndClosesTheDoor() throws Exception {
    CountDownLatch atWork = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    warehouse.beforeWrite(() -> {
      atWork.countDown();
      await(goOn);
    });
    String id = start("two-writes", Context.EMPTY);
    assertThat(atWork.await(20, TimeUnit.SECONDS)).isTrue();

    workers.executions().stop(id, Desk.ANA);
    assertThat(told.await(Status.STOPPED).id()).isEqualTo(id);
    goOn.countDown();
    workers.close();

    assertThat(warehouse.changes()).as("refused at the door").isEmpty();
    assertThat(told.effects()).isEmpty();
  }

  @Test
  void timeIsLimited() {
    CountDownLatch goOn = new CountDownLatch(1);
    warehouse.afterWrite(() -> await(goOn));

    Execution ended = run("hurried", Context.EMPTY);
    goOn.countDown();

    assertThat(ended.status()).isEqualTo(Status.TIMED_OUT);
    assertThat(ended.failure().orElseThrow().code()).isEqualTo("TIMED_OUT");
    workers.close();
    assertThat(told.effects()).isEmpty();
  }

  @Test
  void aBrokenStepIsAnIncidentAndTheExecutionCanStillBeCancelled() {
    warehouse.beforeWrite(() -> {
      throw new IllegalStateException("broken");
    });
    String id = start("two-writes", Context.EMPTY);

    Execution stuck = told.await(Status.INCIDENT);
    assertThat(stuck.failure().orElseThrow().step()).contains("first");
    assertThat(stuck.failure().orElseThrow().message()).startsWith("Unexpected error ");
    workers.executions().cancel(id, Desk.ANA);

    assertThat(workers.executions().find(id).orElseThrow().status()).isEqualTo(Status.CANCELLED);
  }

  /** As after the platform database came from an older backup than the engine's folder. */
  @Test
  void whatEndedWhileNobodyFollowedIsFoundEndedAndWhatRunsGoesOn() {
    warehouse.beforeWrite(() -> {
      throw new IllegalStateException("broken");
    });
    String gone = start("two-writes", Context.EMPTY);
    assertThat(told.await(Status.INCIDENT).id()).isEqualTo(gone);
    long instance =
        JdbcClient.create(platform)
            .sql("select instance_key from run_execution where id = ?")
            .param(gone)
            .query(Long.class)
            .single();
    String stuck = start("correct", Desk.picked("r1"));
    told.awaitChange(change -> change.id().equals(stuck) && change.status() == Status.INCIDENT);
    workers.close();
    engine().cancel(instance);
    JdbcClient.create(platform).sql("update run_history set position = 1000000000").update();

    try (Workers again = workers()) {
      again.open();

      assertThat(again.executions().find(gone).orElseThrow())
          .satisfies(ended -> assertThat(ended.status()).isEqualTo(Status.CANCELLED))
          .satisfies(
              ended -> assertThat(ended.failure().orElseThrow().code()).isEqualTo("END_UNKNOWN"));
      assertThat(again.executions().find(stuck).orElseThrow().status()).isEqualTo(Status.INCIDENT);
      again.executions().cancel(stuck, Desk.ANA);
    }
  }

  @Test
  void theSameStepOfTwoExecutionsMakesTwoChanges() {
    run("two-writes", Context.EMPTY);
    run("two-writes", Context.EMPTY);

    assertThat(warehouse.changes()).extracting(Change::id).hasSize(4).doesNotHaveDuplicates();
  }

  private Workers workers() {
    return new Workers(
        engine(), warehouse, Desk.FORMULAS, platform, new Desk(), Clock.systemUTC(), List.of(told));
  }

  private Execution run(String sequence, Context context) {
    String id = start(sequence, context);
    return workers.executions().await(id, Duration.ofSeconds(30)).orElseThrow();
  }

  private String start(String sequence, Context context) {
    return start(sequence, deploy(sequence), context);
  }

  private String start(String sequence, long process, Context context) {
    return workers
        .executions()
        .start(
            new Executions.Start(
                "desk",
                1,
                sequence,
                process,
                context,
                Desk.WORKBOOK.sequence(sequence).orElseThrow().timeout(),
                Optional.empty()),
            Desk.ANA)
        .executionId();
  }

  private static long deploy(String sequence) {
    return engine().deploy(List.of(Desk.resource(sequence))).processes().getFirst().key();
  }

  private static WorkflowEngine engine() {
    return Objects.requireNonNull(shared);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("waited in vain");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
