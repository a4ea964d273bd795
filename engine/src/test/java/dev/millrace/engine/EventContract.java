package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Messages, timers, errors, cancelling, variables from outside. */
interface EventContract extends EngineUnderTest {
  @Test
  default void anErrorIsCaughtWithItsVariables() throws InterruptedException {
    work(
        type("a"),
        job ->
            new JobOutcome.ThrowError(
                "ROW_CONFLICT",
                "Changed by ana.",
                Map.of("error", Map.of("code", "ROW_CONFLICT"))));
    Came caught = complete(process() + "-caught");

    long instance =
        started(
            model().task("A", type("a")).catching("ROW_CONFLICT", "error.code", "failure"),
            Map.of());

    assertThat(caught.next().variables()).isEqualTo(Map.of("failure", "ROW_CONFLICT"));
    assertThat(told().next()).isEqualTo(new Told.Event.Completed(instance));
  }

  @Test
  default void anErrorNobodyNamesReachesTheCatchAll() throws InterruptedException {
    work(type("a"), job -> new JobOutcome.ThrowError("OTHER", "no", Map.of()));
    Came failed = complete(type("failed"));

    started(
        model().task("A", type("a")).catching("NAMED", "x", "y").onError(type("failed")), Map.of());

    assertThat(failed.next().elementId()).isEqualTo("After_Error");
  }

  @Test
  default void aStopMessageInterruptsTheRunningTask() throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Came running =
        work(
            type("a"),
            job -> {
              Came.await(stopped);
              return new JobOutcome.Complete(Map.of("late", true));
            });
    Came after = complete(type("stopped"));
    Came never = complete(type("b"));
    long instance =
        started(
            model().task("A", type("a")).task("B", type("b")).onStop(type("stopped")),
            Map.of("executionId", "e-7"));
    running.next();

    engine().publish(stop("e-7"));
    Job cleanUp = after.next();
    stopped.countDown();

    assertThat(cleanUp.variables()).doesNotContainKey("late");
    assertThat(told().next()).isEqualTo(new Told.Event.Completed(instance));
    assertThat(never.waiting()).isZero();
  }

  @Test
  default void aMessageMayComeBeforeWhatWaitsForItAndCountsOnce() throws InterruptedException {
    Came after = complete(type("stopped"));
    engine().publish(stop("e-8"));
    engine().publish(stop("e-8"));
    Model model = model().task("A", type("a")).onStop(type("stopped"));

    long first = started(model, Map.of("executionId", "e-8"));
    assertThat(after.next().processInstanceKey()).isEqualTo(first);
    assertThat(told().next()).isEqualTo(new Told.Event.Completed(first));
    long second = started(model, Map.of("executionId", "e-8"));
    engine().cancel(second);

    assertThat(told().next()).isEqualTo(new Told.Event.Terminated(second));
    assertThat(after.waiting()).isZero();
  }

  private Message stop(String executionId) {
    return new Message("stop-" + process(), executionId, "stop", Duration.ofSeconds(30), Map.of());
  }

  @Test
  default void aSignalReachesAllWhoWaitForIt() throws InterruptedException {
    Came parked = work(type("a"), job -> new JobOutcome.Park());
    Model model = model().awaitSignal("Go", process() + "-go").task("A", type("a"));
    long first = started(model, Map.of());
    long second = started(model, Map.of());

    engine().broadcast(process() + "-go", Map.of("told", "all"));

    Job one = parked.next();
    Job two = parked.next();
    assertThat(List.of(one.processInstanceKey(), two.processInstanceKey()))
        .containsExactlyInAnyOrder(first, second);
    assertThat(one.variables()).isEqualTo(Map.of("told", "all"));
  }

  @Test
  default void aTimeoutFires() throws InterruptedException {
    Came parked = work(type("a"), job -> new JobOutcome.Park());
    Came after = complete(type("late"));

    long instance =
        started(model().task("A", type("a")).onTimeout(type("late")), Map.of("timeoutMs", 200));

    parked.next();
    assertThat(after.next().processInstanceKey()).isEqualTo(instance);
    assertThat(told().next()).isEqualTo(new Told.Event.Completed(instance));
  }

  @Test
  default void aCancelledInstanceIsTerminatedAndDropsWhatComesLater() throws InterruptedException {
    CountDownLatch cancelled = new CountDownLatch(1);
    CountDownLatch reported = new CountDownLatch(1);
    Came running =
        work(
            type("a"),
            job -> {
              Came.await(cancelled);
              reported.countDown();
              return new JobOutcome.Complete(Map.of());
            });
    Came never = complete(type("b"));
    Came endListener = complete(type("end"));
    complete(type("start"));
    long instance =
        started(
            model().listeners(type("start"), type("end")).task("A", type("a")).task("B", type("b")),
            Map.of());
    running.next();

    engine().cancel(instance);
    cancelled.countDown();
    Came.await(reported);

    assertThat(told().next()).isEqualTo(new Told.Event.Terminated(instance));
    assertThat(never.waiting()).isZero();
    assertThat(endListener.waiting()).isZero();
    assertThat(told().isEmpty()).isTrue();
  }

  @Test
  default void cancellingWhatHasEndedIsNotFound() throws InterruptedException {
    complete(type("a"));
    long instance = started(model().task("A", type("a")), Map.of());
    told().next();

    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> engine().cancel(instance))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(EngineException.Code.NOT_FOUND));
  }

  @Test
  default void variablesSetFromOutsideReachTheNextJob() throws InterruptedException {
    Came parked = work(type("a"), job -> new JobOutcome.Park());
    Came second = complete(type("b"));
    long instance =
        started(model().task("A", type("a")).task("B", type("b")), Map.of("kept", 1, "old", 1));
    Job job = parked.next();

    engine().setVariables(instance, Map.of("old", 2, "added", "x"));
    engine().finish(job.key(), job.retries(), new JobOutcome.Complete(Map.of()));

    assertThat(second.next().variables()).isEqualTo(Map.of("kept", 1, "old", 2, "added", "x"));
  }

  @Test
  default void variablesOfAScopeThatEndedAreNotFound() throws InterruptedException {
    Came jobs = complete(type("a"));
    long instance = started(model().task("A", type("a")), Map.of());
    long ended = jobs.next().elementInstanceKey();
    assertThat(told().next()).isEqualTo(new Told.Event.Completed(instance));

    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> engine().setVariables(ended, Map.of("a", 1)))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(EngineException.Code.NOT_FOUND));
  }
}
