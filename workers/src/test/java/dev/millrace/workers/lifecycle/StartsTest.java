package dev.millrace.workers.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.EngineException;
import dev.millrace.engine.JobOutcome;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workers.execution.Context;
import dev.millrace.workers.execution.Execution;
import dev.millrace.workers.execution.Executions.Start;
import dev.millrace.workers.execution.Executions.Started;
import dev.millrace.workers.execution.Status;
import dev.millrace.workers.testing.Desk;
import dev.millrace.workers.testing.Platform;
import dev.millrace.workers.testing.Stage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartsTest {
  private final Stage stage = new Stage(platform(), "engine-1");

  DataSource platform() {
    return Platform.fresh();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void anExecutionIsKeptAsItWasAskedForAndToldOnceItIsClaimed() {
    Context context =
        new Context(
            Map.of("threshold", new BigDecimal("0.10"), "name", "Zoë"),
            Desk.picked("r1").selection(),
            Optional.of("tab-1"));

    Execution execution = stage.started("open-case", context);

    assertThat(execution.status()).isEqualTo(Status.RUNNING);
    assertThat(execution.reader()).isEqualTo(Desk.ANA);
    assertThat(execution.context()).isEqualTo(context);
    assertThat(execution.startedAt()).isEqualTo(Stage.NOW);
    assertThat(execution.totalSteps()).isEqualTo(7);
    assertThat(stage.engine.starts().getFirst())
        .isEqualTo(Map.of("executionId", execution.id(), "timeoutMs", 600_000L));
    assertThat(stage.told.changes()).containsExactly(execution);
  }

  @Test
  void aSequenceRunsOnceForEachUser() {
    String running = start("open-case", Desk.ANA).executionId();

    assertThatThrownBy(() -> start("open-case", Desk.ANA))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("SEQUENCE_RUNNING");
              assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
              assertThat(refusal.facts()).containsEntry("executionId", running);
            });
    start("go-on", Desk.ANA);
    start("open-case", Desk.reader("ben"));

    stage.executions().cancel(running, Desk.ANA);
    assertThat(start("open-case", Desk.ANA).executionId()).isNotEqualTo(running);
  }

  @Test
  void ofManyStartsAtOnceOneWins() throws Exception {
    List<Object> outcomes = atOnce(32, Optional.empty());

    assertThat(outcomes.stream().filter(Started.class::isInstance)).hasSize(1);
    assertThat(outcomes.stream().filter(Refusal.class::isInstance))
        .hasSize(31)
        .allSatisfy(
            refusal -> assertThat(((Refusal) refusal).code()).isEqualTo("SEQUENCE_RUNNING"));
    assertThat(stage.engine.starts()).hasSize(1);
  }

  @Test
  void theSameIdempotencyKeyStartsOnceHoweverManySendIt() throws Exception {
    List<Object> outcomes = atOnce(32, Optional.of("key-1"));

    assertThat(outcomes).hasSize(32).allMatch(Started.class::isInstance);
    assertThat(outcomes.stream().map(outcome -> ((Started) outcome).executionId()).distinct())
        .hasSize(1);
    assertThat(outcomes.stream().filter(outcome -> !((Started) outcome).repeated())).hasSize(1);
    assertThat(stage.engine.starts()).hasSize(1);
  }

  @Test
  void anIdempotencyKeyOutlivesTheExecutionButMeansOneRequestOfOneUser() {
    Started first = start("open-case", Desk.ANA, Context.EMPTY, "key-1");
    stage.executions().cancel(first.executionId(), Desk.ANA);

    assertThat(start("open-case", Desk.ANA, Context.EMPTY, "key-1"))
        .isEqualTo(new Started(first.executionId(), true));
    assertThat(start("open-case", Desk.reader("ben"), Context.EMPTY, "key-1").repeated()).isFalse();
    assertThatThrownBy(() -> start("open-case", Desk.ANA, Desk.picked("r1"), "key-1"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED"));
    assertThatThrownBy(() -> start("open-case", Desk.ANA, Context.EMPTY, "k".repeat(256)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.facts()).containsEntry("field", "Idempotency-Key"));
  }

  @Test
  void aBusyEngineStartsNothingAndLeavesTheWayFree() {
    stage.engine.failNextStart(EngineException.Code.BUSY);

    assertThatThrownBy(() -> start("open-case", Desk.ANA, Context.EMPTY, "key-1"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("ENGINE_BUSY"));

    Execution given = stage.told.changes().getLast();
    assertThat(given.status()).isEqualTo(Status.FAILED);
    assertThat(stage.warehouse.closed()).contains(given.id());
    assertThat(start("open-case", Desk.ANA, Context.EMPTY, "key-1").repeated()).isFalse();
  }

  @Test
  void aLostAnswerIsAskedForAgainAndTheSecondInstanceIsCancelledBeforeAnyStep() {
    stage.engine.failNextStart(EngineException.Code.UNAVAILABLE);

    String id = start("open-case", Desk.ANA).executionId();

    assertThat(stage.engine.starts()).hasSize(2).allMatch(start -> start.containsValue(id));
    long winner = 101;
    long other = 102;
    assertThat(claim(id, winner)).isEqualTo(new JobOutcome.Complete(Map.of()));
    assertThat(claim(id, other)).isEqualTo(new JobOutcome.Park());
    assertThat(claim(id, winner)).as("again").isEqualTo(new JobOutcome.Complete(Map.of()));
    assertThat(stage.engine.cancelled()).containsExactly(other);
  }

  @Test
  void anInstanceWithoutAnExecutionIsAnIncident() {
    assertThat(claim("nobody", 105))
        .isInstanceOfSatisfying(
            JobOutcome.Broken.class, broken -> assertThat(broken.message()).startsWith("NO_OWNER"));
  }

  private JobOutcome claim(String id, long instance) {
    return stage.engine.deliver(
        stage.listenerJob("millrace:execution-started:1", id, instance, Map.of()));
  }

  private Started start(String sequence, Reader reader) {
    return stage.executions().start(Stage.asked(sequence, Context.EMPTY), reader);
  }

  private Started start(String sequence, Reader reader, Context context, String key) {
    return stage
        .executions()
        .start(
            new Start("desk", 1, sequence, 7, context, Duration.ofMinutes(10), Optional.of(key)),
            reader);
  }

  private List<Object> atOnce(int threads, Optional<String> key) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(threads);
    Start start = new Start("desk", 1, "open-case", 7, Context.EMPTY, Duration.ofMinutes(10), key);
    List<Future<Object>> running = new ArrayList<>();
    List<Object> outcomes = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int thread = 0; thread < threads; thread++) {
        running.add(
            pool.submit(() -> {
              barrier.await();
              try {
                return stage.executions().start(start, Desk.ANA);
              } catch (Refusal refusal) {
                return refusal;
              }
            }));
      }
      for (Future<Object> outcome : running) {
        outcomes.add(outcome.get(60, TimeUnit.SECONDS));
      }
    }
    return outcomes;
  }
}
