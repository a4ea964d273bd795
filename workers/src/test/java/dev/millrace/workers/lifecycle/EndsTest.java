package dev.millrace.workers.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.Incident;
import dev.millrace.engine.JobOutcome;
import dev.millrace.engine.Message;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workers.execution.Context;
import dev.millrace.workers.execution.Execution;
import dev.millrace.workers.execution.Execution.Failure;
import dev.millrace.workers.execution.Executions.Found;
import dev.millrace.workers.execution.Executions.Search;
import dev.millrace.workers.execution.Status;
import dev.millrace.workers.testing.Desk;
import dev.millrace.workers.testing.FakeEngine;
import dev.millrace.workers.testing.Platform;
import dev.millrace.workers.testing.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndsTest {
  private final DataSource platform = platform();
  private final Stage stage = new Stage(platform, "engine-1");

  DataSource platform() {
    return Platform.fresh();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', COMPLETED",
    "FAILED, FAILED",
    "ROLLED_BACK, ROLLED_BACK",
    "TIMED_OUT, TIMED_OUT",
    "STOPPED, STOPPED"
  })
  void theEndListenerTellsTheEndAfterTheDoorIsClosed(String outcome, Status status) {
    Execution execution = stage.started("go-on", Context.EMPTY);

    assertThat(end(execution, outcome.isEmpty() ? Map.of() : Map.of("outcome", outcome)))
        .isEqualTo(new JobOutcome.Complete(Map.of()));

    assertThat(stage.find(execution.id()).status()).isEqualTo(status);
    assertThat(stage.find(execution.id()).endedAt()).contains(Stage.NOW);
    assertThat(stage.warehouse.closed()).containsExactly(execution.id());
    assertThat(stage.told.changes().getLast().status()).isEqualTo(status);
  }

  @Test
  void anEngineThatFeedsNoRecordsIsServedAllTheSameAndTheListenerTellsTheEnd() {
    try (Stage cluster = new Stage(platform(), new FakeEngine("cluster", Set.of()))) {
      Execution execution = cluster.started("go-on", Context.EMPTY);

      cluster.engine.deliver(
          cluster.listenerJob(
              "millrace:execution-ended:1", execution.id(), cluster.instance(), Map.of()));

      assertThat(cluster.find(execution.id()).status()).isEqualTo(Status.COMPLETED);
    }
  }

  @Test
  void aFailureKeepsCodeMessageAndStep() {
    Execution execution = stage.started("go-on", Context.EMPTY);

    end(
        execution,
        Map.of(
            "outcome",
            "FAILED",
            "failure",
            Map.of("code", "ROW_CONFLICT", "message", "Changed.", "step", "change")));

    assertThat(stage.find(execution.id()).failure())
        .contains(new Failure("ROW_CONFLICT", "Changed.", Optional.of("change")));
  }

  @Test
  void anotherInstanceCannotEndTheExecution() {
    Execution execution = stage.started("go-on", Context.EMPTY);

    stage.engine.deliver(
        stage.listenerJob("millrace:execution-ended:1", execution.id(), 77, Map.of()));

    assertThat(stage.find(execution.id()).status()).isEqualTo(Status.RUNNING);
  }

  @Test
  void whatTheEngineTerminatedWasCancelledUnlessItHadEnded() {
    Execution cancelled = stage.started("go-on", Context.EMPTY);
    long first = stage.instance();
    Execution completed = stage.started("open-case", Context.EMPTY);
    end(completed, Map.of());

    stage.engine.told().terminated(stage.instance());
    stage.engine.told().terminated(first);
    stage.engine.told().terminated(4711);

    assertThat(stage.told.await(Status.CANCELLED).id()).isEqualTo(cancelled.id());
    assertThat(stage.warehouse.closed()).contains(cancelled.id());
    assertThat(stage.find(completed.id()).status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void aCompletedInstanceWithoutAnEndListenerHasCompleted() {
    Execution execution = stage.started("go-on", Context.EMPTY);

    stage.engine.told().completed(stage.instance());

    assertThat(stage.told.await(Status.COMPLETED).id()).isEqualTo(execution.id());
  }

  @Test
  void anExecutionIsStuckUntilItsLastIncidentIsGone() {
    Execution execution = stage.started("two-writes", Context.EMPTY);
    stage.deliver(execution, "first");
    long element = stage.job(execution, "first").elementInstanceKey();
    Incident one = incident(1, element, "Task_First");
    Incident two = incident(2, 3, "Gateway_Where");

    stage.engine.told().incidentRaised(one);
    Execution stuck = stage.told.await(Status.INCIDENT);
    assertThat(stuck.failure())
        .contains(new Failure("JOB_NO_RETRIES", "Locked.", Optional.of("first")));
    stage.engine.told().incidentRaised(two);
    stage.engine.told().incidentResolved(one);
    stage.engine.told().incidentResolved(two);

    stage.told.awaitChange(
        now -> now.failure().isEmpty() && now.status() == Status.RUNNING && stuckBefore());
    assertThat(stage.find(execution.id()).status()).isEqualTo(Status.RUNNING);
  }

  private boolean stuckBefore() {
    return stage.told.changes().getLast().status() == Status.RUNNING;
  }

  @Test
  void cancellingEndsItOnceAndThenTellsTheEngine() {
    Execution execution = stage.started("go-on", Context.EMPTY);

    stage.executions().cancel(execution.id(), Desk.ANA);

    assertThat(stage.find(execution.id()).status()).isEqualTo(Status.CANCELLED);
    assertThat(stage.warehouse.closed()).containsExactly(execution.id());
    assertThat(stage.engine.cancelled()).containsExactly(stage.instance());
    assertRefused("EXECUTION_ENDED", () -> stage.executions().cancel(execution.id(), Desk.ANA));
    assertRefused("EXECUTION_ENDED", () -> stage.executions().stop(execution.id(), Desk.ANA));
    assertRefused("EXECUTION_NOT_FOUND", () -> stage.executions().stop("nope", Desk.ANA));
  }

  @Test
  void stoppingIsAMessageOfItsOwnForEachRequest() {
    Execution execution = stage.started("go-on", Context.EMPTY);

    stage.executions().stop(execution.id(), Desk.ANA);
    stage.executions().stop(execution.id(), Desk.ANA);

    assertThat(stage.engine.messages())
        .hasSize(2)
        .allSatisfy(message -> {
          assertThat(message.name()).isEqualTo("millrace-stop");
          assertThat(message.correlationKey()).isEqualTo(execution.id());
          assertThat(message.timeToLive()).isEqualTo(Duration.ofSeconds(30));
        })
        .extracting(Message::messageId)
        .doesNotHaveDuplicates();
  }

  @Test
  void whoWaitsIsWokenByTheEnd() throws Exception {
    Execution execution = stage.started("go-on", Context.EMPTY);
    CompletableFuture<Optional<Execution>> waiting =
        CompletableFuture.supplyAsync(
            () -> stage.executions().await(execution.id(), Duration.ofSeconds(30)));

    end(execution, Map.of());

    assertThat(waiting.get(20, TimeUnit.SECONDS).orElseThrow().status())
        .isEqualTo(Status.COMPLETED);
    assertThat(stage.executions().await("nope", Duration.ofSeconds(30))).isEmpty();
  }

  @Test
  void whoWaitsInVainGetsItAsItStands() {
    Execution execution = stage.started("go-on", Context.EMPTY);

    assertThat(stage.executions().await(execution.id(), Duration.ofMillis(20)).orElseThrow())
        .isEqualTo(execution);
  }

  @Test
  void whatAnEngineThatIsNoMoreWasRunningIsCancelledWhenTheNextOpens() {
    Execution old = stage.started("go-on", Context.EMPTY);

    try (Stage next = new Stage(platform, "engine-2")) {
      Execution now = next.find(old.id());
      assertThat(now.status()).isEqualTo(Status.CANCELLED);
      assertThat(now.failure().orElseThrow().code()).isEqualTo("ENGINE_RESTARTED");
      assertThat(next.warehouse.closed()).containsExactly(old.id());
      next.started("go-on", Context.EMPTY);
    }
  }

  @Test
  void whatTheSameEngineRunsGoesOn() {
    Execution old = stage.started("go-on", Context.EMPTY);

    try (Stage next = new Stage(platform, "engine-1")) {
      assertThat(next.find(old.id()).status()).isEqualTo(Status.RUNNING);
    }
  }

  @Test
  void executionsAreFoundByUserSequenceStatusAndTime() {
    Execution first = stage.started("go-on", Context.EMPTY);
    end(first, Map.of());
    Execution second = stage.started("go-on", Context.EMPTY);
    Execution third = stage.started("open-case", Context.EMPTY, Desk.reader("ben"));

    assertThat(ids(search("ana", null, List.of(), 1, 10)))
        .containsExactlyInAnyOrder(first.id(), second.id());
    assertThat(ids(search(null, "desk.open-case", List.of(), 1, 10))).containsExactly(third.id());
    assertThat(ids(search(null, null, List.of(Status.COMPLETED, Status.FAILED), 1, 10)))
        .containsExactly(first.id());
    Found page = search(null, null, List.of(), 2, 2);
    assertThat(page.total()).isEqualTo(3);
    assertThat(page.executions()).hasSize(1);
    Search later =
        new Search(
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.of(Stage.NOW.plusSeconds(1)),
            Optional.empty(),
            1,
            10);
    assertThat(stage.executions().search(later).executions()).isEmpty();
  }

  private Found search(
      @Nullable String user,
      @Nullable String sequence,
      List<Status> statuses,
      int page,
      int limit) {
    return stage
        .executions()
        .search(
            new Search(
                Optional.ofNullable(user),
                Optional.ofNullable(sequence),
                statuses,
                Optional.empty(),
                Optional.empty(),
                page,
                limit));
  }

  private static List<String> ids(Found found) {
    return found.executions().stream().map(Execution::id).toList();
  }

  private JobOutcome end(Execution execution, Map<String, ?> variables) {
    return stage.engine.deliver(
        stage.listenerJob(
            "millrace:execution-ended:1", execution.id(), stage.instance(), variables));
  }

  private Incident incident(long key, long element, String elementId) {
    return new Incident(key, stage.instance(), element, elementId, 9, "JOB_NO_RETRIES", "Locked.");
  }

  private static void assertRefused(String code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
