package dev.millrace.workers.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.Job;
import dev.millrace.engine.JobOutcome;
import dev.millrace.warehouse.Change;
import dev.millrace.warehouse.Change.ActorKind;
import dev.millrace.warehouse.Change.Origin;
import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.warehouse.WriteResult;
import dev.millrace.warehouse.WriteResult.RowConflict;
import dev.millrace.workbook.action.MessageAction.Tone;
import dev.millrace.workers.execution.Context;
import dev.millrace.workers.execution.Effect;
import dev.millrace.workers.execution.Execution;
import dev.millrace.workers.execution.Execution.StepRun;
import dev.millrace.workers.execution.Execution.StepState;
import dev.millrace.workers.testing.Desk;
import dev.millrace.workers.testing.FakeWarehouse;
import dev.millrace.workers.testing.Platform;
import dev.millrace.workers.testing.Stage;
import dev.millrace.workers.testing.Told.Effected;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StepJobsTest {
  private final Stage stage = new Stage(platform(), "engine-1");

  DataSource platform() {
    return Platform.fresh();
  }

  @BeforeEach
  void strikes() {
    stage.warehouse.strike("r1", 1, 70);
    stage.warehouse.strike("r2", 4, 50);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void aStepWritesWhatItsFormulasGiveAndKeepsOneRecord() {
    Execution execution = stage.started("open-case", Desk.picked("r1", "r2"));

    JobOutcome outcome = stage.deliver(execution, "add-case");

    Change change = stage.warehouse.changes().getFirst();
    assertThat(FakeWarehouse.values(change))
        .containsEntry("strike", "r2")
        .containsEntry("amount", 120L)
        .containsEntry("opened", LocalDateTime.parse("2026-03-01T10:15:30.123456"));
    assertThat(change.origin())
        .isEqualTo(
            new Origin(
                ActorKind.SEQUENCE,
                Optional.of(execution.id()),
                Optional.of("open-case"),
                Optional.of("add-case")));
    assertThat(outcome).isEqualTo(completed(change.id().toString()));
    Execution now = stage.find(execution.id());
    assertThat(now.steps())
        .containsExactly(
            new StepRun(
                "Task_AddCase",
                "add-case",
                "Add case",
                StepState.DONE,
                1,
                Stage.NOW,
                Optional.of(Stage.NOW)));
    assertThat(now.rowsChanged()).isEqualTo(1);
    assertThat(now.outputs()).containsExactly(Map.entry("caseRow", change.id().toString()));
    assertThat(stage.warehouse.reads()).as("rows are read once a job").isEqualTo(1);
    assertThat(stage.warehouse.tags().getFirst().execution()).contains(execution.id());
  }

  @Test
  void aSecondDeliveryGivesTheFirstOnesResultAndTheSameEffects() {
    Execution execution = stage.started("open-case", Desk.picked("r1"));
    Job job = stage.job(execution, "tell-claim");
    Job withCase = Stage.with(job, job.headers(), Map.of("caseRow", "c-7"));

    JobOutcome first = stage.engine.deliver(withCase);
    JobOutcome second =
        stage.engine.deliver(Stage.with(job, job.headers(), Map.of("caseRow", "x")));

    assertThat(second).isEqualTo(first);
    Effected effect =
        new Effected(
            "%s:%d:0".formatted(execution.id(), job.elementInstanceKey()),
            new Effect.ShowToast("Claim c-7", Optional.empty(), Tone.SUCCESS));
    assertThat(stage.told.effected()).containsExactly(effect, effect);
    assertThat(stage.find(execution.id()).steps())
        .singleElement()
        .matches(step -> step.deliveries() == 2);
  }

  @Test
  void manyDeliveriesAtOnceAreOneChangeAndOneRecord() throws Exception {
    Execution execution = stage.started("open-case", Desk.picked("r1"));
    List<Callable<JobOutcome>> deliveries = new ArrayList<>();
    for (int delivery = 0; delivery < 8; delivery++) {
      deliveries.add(() -> stage.deliver(execution, "add-case"));
    }

    List<JobOutcome> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<JobOutcome> outcome : threads.invokeAll(deliveries)) {
        outcomes.add(outcome.get());
      }
    }

    assertThat(outcomes).hasSize(8).containsOnly(outcomes.getFirst());
    assertThat(stage.warehouse.changes()).hasSize(1);
    Execution now = stage.find(execution.id());
    assertThat(now.rowsChanged()).isEqualTo(1);
    assertThat(now.steps()).singleElement().matches(step -> step.deliveries() == 8);
  }

  @Test
  void whatAnEarlierDeliveryWroteStandsThoughTheRowsItReadHaveChangedSince() {
    // given: the first delivery dies between the commit and its answer
    Execution execution = stage.started("open-case", Desk.picked("r1"));
    stage.warehouse.afterWrite(() -> {
      throw new IllegalStateException("died");
    });
    assertThat(stage.deliver(execution, "add-case")).isInstanceOf(JobOutcome.Broken.class);
    stage.warehouse.afterWrite(() -> {});
    stage.warehouse.strike("r1", 2, 9_000);

    // when
    JobOutcome again = stage.deliver(execution, "add-case");

    // then
    Change change = stage.warehouse.changes().getFirst();
    assertThat(again).isEqualTo(completed(change.id().toString()));
    assertThat(stage.warehouse.changes()).hasSize(1);
    assertThat(FakeWarehouse.values(change)).containsEntry("amount", 70L);
  }

  @Test
  void anUpdateNamesTheRowAndTheVersionItsFormulasGive() {
    Execution execution = stage.started("correct", Desk.picked("r2"));

    stage.deliver(execution, "change");

    assertThat(stage.warehouse.changes().getFirst().rows())
        .containsExactly(new RowChange.Update("r2", OptionalLong.of(4), Map.of("species", "Gull")));
  }

  @Test
  void aConflictIsABpmnErrorThatNamesWhoWasFaster() {
    Execution execution = stage.started("correct", Desk.picked("r1"));
    stage.warehouse.answer(
        new WriteResult.Conflict(
            "ana", Stage.NOW, List.of(new RowConflict("r1", 1, 2, "ben", Stage.NOW, List.of()))));

    JobOutcome outcome = stage.deliver(execution, "change");

    assertThat(outcome)
        .isEqualTo(
            new JobOutcome.ThrowError(
                "ROW_CONFLICT",
                "Changed meanwhile by ben.",
                Map.of(
                    "error",
                    Map.of(
                        "code", "ROW_CONFLICT",
                        "message", "Changed meanwhile by ben.",
                        "action", "millrace:update-row:1",
                        "step", "change"))));
    assertThat(stage.find(execution.id()).steps())
        .singleElement()
        .matches(step -> step.state() == StepState.FAILED);
  }

  @Test
  void aRefusedChangeKeepsItsCode() {
    Execution execution = stage.started("go-on", Context.EMPTY);
    stage.warehouse.answer(new WriteResult.Refused("VALUE_REQUIRED", 0, "cost", "Cost is needed."));

    assertThat(stage.deliver(execution, "change"))
        .isInstanceOfSatisfying(
            JobOutcome.ThrowError.class,
            error -> assertThat(error.code()).isEqualTo("VALUE_REQUIRED"));
  }

  @Test
  void anAbsentWarehouseIsTriedAgainAndAfterTheLastTryOnErrorDecides() {
    Execution stop = stage.started("correct", Desk.picked("r1"));
    Duration backoff = Duration.ofSeconds(9);
    stage.warehouse.answer(new WriteResult.Unavailable("Locked.", backoff));
    JobOutcome retry = new JobOutcome.Retry("Locked.", backoff);
    Job change = stage.job(stop, "change");
    assertThat(stage.engine.deliver(change)).isEqualTo(retry);
    assertThat(stage.engine.deliver(Stage.withRetries(change, 1)))
        .as("stop: an incident, which a last retry is")
        .isEqualTo(retry);

    Execution goOn = stage.started("go-on", Context.EMPTY);
    Job tolerated = stage.job(goOn, "change");
    assertThat(stage.engine.deliver(Stage.withRetries(tolerated, 2))).isEqualTo(retry);
    assertThat(stage.engine.deliver(Stage.withRetries(tolerated, 1)))
        .isInstanceOfSatisfying(
            JobOutcome.ThrowError.class,
            error -> assertThat(error.code()).isEqualTo("RETRIES_EXHAUSTED"));
  }

  @Test
  void aSelectedRowThatIsNotThereIsRefused() {
    Execution execution = stage.started("open-case", Desk.picked("r1", "gone"));

    assertThat(stage.deliver(execution, "add-case"))
        .isInstanceOfSatisfying(
            JobOutcome.ThrowError.class,
            error -> {
              assertThat(error.code()).isEqualTo("ROW_NOT_FOUND");
              assertThat(error.message()).startsWith("1 of the 2 selected rows");
            });
    assertThat(stage.warehouse.changes()).isEmpty();
  }

  @Test
  void rowsOfAnotherElementAreRefused() {
    Context foreign =
        new Context(
            Map.of(),
            Optional.of(new Context.Selection("cases", List.of(new Context.PickedRow("r1", 1)))),
            Optional.empty());
    Execution execution = stage.started("open-case", foreign);

    assertThat(stage.deliver(execution, "add-case"))
        .isInstanceOfSatisfying(
            JobOutcome.ThrowError.class,
            error -> assertThat(error.code()).isEqualTo("ROW_NOT_FOUND"));
    assertThat(stage.warehouse.reads()).isZero();
  }

  @Test
  void aControlHasTheBrowsersValueElseTheWorkbooks() {
    Context context =
        new Context(
            Map.of("threshold", new BigDecimal("0.3")), Optional.empty(), Optional.of("tab-1"));
    stage.deliver(stage.started("open-case", context), "raise");
    stage.deliver(stage.started("open-case", Context.EMPTY, Desk.reader("ben")), "raise");

    assertThat(stage.told.effects())
        .extracting(effect -> String.valueOf(((Effect.SetControl) effect).value()))
        .containsExactly("0.45", "150");
  }

  @Test
  void aWrongTaskHeaderIsAnIncidentThatNamesTheField() {
    Job job = stage.job(stage.started("open-case", Context.EMPTY), "show");

    assertThat(stage.engine.deliver(Stage.with(job, Map.of(), Map.of())))
        .isInstanceOfSatisfying(
            JobOutcome.Broken.class, broken -> assertThat(broken.message()).contains("element"));
    assertThat(stage.engine.deliver(Stage.with(job, Map.of("element", "nope"), Map.of())))
        .isEqualTo(new JobOutcome.Broken("The workbook 'desk' has no Element 'nope'."));
  }

  @Test
  void aWrongFormulaIsAnIncidentThatNamesThePlace() {
    Job job = stage.job(stage.started("open-case", Context.EMPTY), "tell-small");

    assertThat(stage.engine.deliver(Stage.with(job, Map.of("title", "Nope("), Map.of())))
        .isInstanceOfSatisfying(
            JobOutcome.Broken.class,
            broken -> assertThat(broken.message()).startsWith("The formula Nope( is wrong at"));
    assertThat(stage.engine.deliver(Stage.with(job, Map.of("title", "1 + 1"), Map.of())))
        .isEqualTo(new JobOutcome.Broken("The title needs text, but its formula gives a number."));
  }

  @Test
  void aVariableOfTheWrongTypeIsRefused() {
    Job job = stage.job(stage.started("open-case", Context.EMPTY), "tell-claim");

    assertThat(stage.engine.deliver(Stage.with(job, job.headers(), Map.of("caseRow", 5))))
        .isInstanceOfSatisfying(
            JobOutcome.ThrowError.class, error -> assertThat(error.code()).isEqualTo("VALUE_TYPE"));
  }

  @Test
  void anUnexpectedErrorShowsItsIdOnly() {
    Execution execution = stage.started("two-writes", Context.EMPTY);
    stage.warehouse.beforeWrite(() -> {
      throw new IllegalStateException("secret");
    });

    assertThat(stage.deliver(execution, "first"))
        .isInstanceOfSatisfying(
            JobOutcome.Broken.class,
            broken ->
                assertThat(broken.message())
                    .matches("Unexpected error [0-9a-f-]{36}; the log has it\\.")
                    .doesNotContain("secret"));
  }

  @Test
  void nothingIsDoneForAnExecutionThatHasEndedAndItsInstanceIsCancelled() {
    Execution execution = stage.started("open-case", Desk.picked("r1"));
    stage.executions().cancel(execution.id(), Desk.ANA);

    assertThat(stage.deliver(execution, "add-case")).isEqualTo(new JobOutcome.Park());
    assertThat(stage.deliver(execution, "show")).isEqualTo(new JobOutcome.Park());

    assertThat(stage.warehouse.changes()).isEmpty();
    assertThat(stage.told.effects()).isEmpty();
    assertThat(stage.find(execution.id()).steps()).isEmpty();
    assertThat(stage.engine.cancelled()).contains(stage.instance());
  }

  @Test
  void anExecutionThatEndsWhileAStepIsAtWorkLeavesNoRowAndNoEffect() {
    Execution execution = stage.started("two-writes", Context.EMPTY);
    AtomicBoolean once = new AtomicBoolean();
    stage.warehouse.beforeWrite(() -> {
      if (once.compareAndSet(false, true)) {
        stage.executions().cancel(execution.id(), Desk.ANA);
      }
    });

    assertThat(stage.deliver(execution, "first")).isEqualTo(new JobOutcome.Park());

    assertThat(stage.warehouse.changes()).isEmpty();
    assertThat(stage.find(execution.id()).rowsChanged()).isZero();
  }

  @Test
  void anInstanceNeverWorksForTheExecutionOfAnother() {
    Execution execution = stage.started("open-case", Desk.picked("r1"));
    Job job = stage.job(execution, "add-case");
    stage.executions().start(Stage.asked("go-on", Context.EMPTY), Desk.ANA);
    Job stolen = stage.job(execution, "add-case");

    assertThat(stolen.processInstanceKey()).isNotEqualTo(job.processInstanceKey());
    assertThat(stage.engine.deliver(stolen))
        .isInstanceOfSatisfying(
            JobOutcome.Broken.class, broken -> assertThat(broken.message()).startsWith("NO_OWNER"));
    assertThat(stage.warehouse.changes()).isEmpty();
  }

  @Test
  void rollingBackIsSaidToBeMissing() {
    Execution execution = stage.started("go-on", Context.EMPTY);

    assertThat(
            stage.engine.deliver(
                stage.listenerJob(
                    "millrace:roll-back:1", execution.id(), stage.instance(), Map.of())))
        .isInstanceOf(JobOutcome.Broken.class);
  }

  private static JobOutcome completed(Object result) {
    return new JobOutcome.Complete(Map.of("result", result));
  }
}
