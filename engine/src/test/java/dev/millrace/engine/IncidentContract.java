package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What becomes of jobs that cannot be done, and what a listener is told. */
interface IncidentContract extends EngineUnderTest {
  @Test
  default void aBrokenJobRunsAgainWhenItsIncidentIsRetried() throws InterruptedException {
    AtomicBoolean repaired = new AtomicBoolean();
    Came jobs = brokenUntil(repaired, job -> new JobOutcome.Broken("Table ORDERS is missing."));
    long instance = started(model().task("A", type("a")), Map.of());

    Incident incident = told().incident();
    Job first = jobs.next();
    assertThat(incident.processInstanceKey()).isEqualTo(instance);
    assertThat(incident.jobKey()).isEqualTo(first.key());
    assertThat(incident.elementInstanceKey()).isEqualTo(first.elementInstanceKey());
    assertThat(incident.elementId()).isEqualTo("A");
    assertThat(incident.type()).isEqualTo("JOB_NO_RETRIES");
    assertThat(incident.message()).isEqualTo("Table ORDERS is missing.");
    repaired.set(true);
    engine().retryIncident(incident, 2);

    Job second = jobs.next();
    assertThat(second.elementInstanceKey()).isEqualTo(first.elementInstanceKey());
    assertThat(second.retries()).isEqualTo(2);
    assertThat(told().next()).isEqualTo(new Told.Event.Resolved(incident));
    assertThat(told().next()).isEqualTo(new Told.Event.Completed(instance));
  }

  @Test
  default void theLastTryRaisesAnIncident() throws InterruptedException {
    Came jobs = work(type("a"), job -> new JobOutcome.Retry("Warehouse away.", Duration.ZERO));
    started(model().task("A", type("a")), Map.of());

    assertThat(told().incident().message()).isEqualTo("Warehouse away.");
    assertThat(jobs.next().retries()).isEqualTo(3);
    assertThat(jobs.next().retries()).isEqualTo(2);
    assertThat(jobs.next().retries()).isEqualTo(1);
    assertThat(jobs.waiting()).isZero();
  }

  @Test
  default void aRunnerThatThrowsRaisesAnIncidentWithoutDetails() throws InterruptedException {
    work(
        type("a"),
        job -> {
          throw new IllegalStateException("secret row value");
        });
    started(model().task("A", type("a")), Map.of());

    assertThat(told().incident().message())
        .startsWith("The step failed inside Millrace")
        .doesNotContain("secret");
  }

  @Test
  default void anErrorNobodyCatchesIsAnIncidentThatCanBeRetried() throws InterruptedException {
    AtomicBoolean repaired = new AtomicBoolean();
    brokenUntil(repaired, job -> new JobOutcome.ThrowError("NOBODY", "Not caught.", Map.of()));
    long instance = started(model().task("A", type("a")), Map.of());

    Incident incident = told().incident();
    assertThat(incident.type()).isEqualTo("UNHANDLED_ERROR_EVENT");
    repaired.set(true);
    engine().retryIncident(incident, 3);

    assertThat(told().next()).isInstanceOf(Told.Event.Resolved.class);
    assertThat(told().next()).isEqualTo(new Told.Event.Completed(instance));
  }

  @Test
  default void aListenerThatThrowsAnErrorRaisesAnIncident() throws InterruptedException {
    work(type("start"), job -> new JobOutcome.ThrowError("NO_OWNER", "No owner.", Map.of()));
    started(model().listeners(type("start"), type("end")).task("A", type("a")), Map.of());

    assertThat(told().incident().type()).isEqualTo("EXECUTION_LISTENER_NO_RETRIES");
  }

  @Test
  default void anOutcomeTheEngineCannotCarryRaisesAnIncident() throws InterruptedException {
    work(type("a"), job -> new JobOutcome.Complete(Map.of("total", Double.NaN)));
    started(model().task("A", type("a")), Map.of());

    assertThat(told().incident().message()).contains("variables.total is not a finite number");
  }

  @Test
  default void anIncidentThatIsNotAJobsIsRetriedAfterItsCauseIsGone() throws InterruptedException {
    Came late = complete(type("late"));
    long instance = started(model().task("A", type("a")).onTimeout(type("late")), Map.of());

    Incident incident = told().incident();
    assertThat(incident.jobKey()).isEqualTo(-1);
    engine().setVariables(instance, Map.of("timeoutMs", 1));
    engine().retryIncident(incident, 1);

    assertThat(late.next().processInstanceKey()).isEqualTo(instance);
  }

  @Test
  default void retryingAnIncidentThatIsGoneIsNotFound() throws InterruptedException {
    work(type("a"), job -> new JobOutcome.Broken("no"));
    long instance = started(model().task("A", type("a")), Map.of());
    Incident incident = told().incident();
    engine().cancel(instance);

    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> engine().retryIncident(incident, 1))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(EngineException.Code.NOT_FOUND));
    assertThat(told().next()).isEqualTo(new Told.Event.Resolved(incident));
    assertThat(told().next()).isEqualTo(new Told.Event.Terminated(instance));
  }

  @Test
  default void aListenerThatThrowsHearsTheNextAndAClosedOneNothing() throws InterruptedException {
    complete(type("a"));
    long definition = deployed(model().task("A", type("a")));
    Told closed = new Told();
    engine().follow(closed).close();
    Told inner = new Told();
    EngineListener throwing = new Throwing(inner);
    try (WorkflowEngine.Subscription subscription = engine().follow(throwing)) {
      assertThat(subscription).isNotNull();
      long first = engine().start(definition, Map.of());
      long second = engine().start(definition, Map.of());

      assertThat(inner.next().instance()).isEqualTo(first);
      assertThat(inner.next().instance()).isEqualTo(second);
      assertThat(closed.isEmpty()).isTrue();
    }
  }

  private Came brokenUntil(AtomicBoolean repaired, Function<Job, JobOutcome> broken) {
    return work(
        type("a"), job -> repaired.get() ? new JobOutcome.Complete(Map.of()) : broken.apply(job));
  }

  /** Passes on what it is told, then fails. */
  record Throwing(EngineListener inner) implements EngineListener {
    @Override
    public void completed(long processInstanceKey) {
      inner.completed(processInstanceKey);
      throw new IllegalStateException("a bug of the listener");
    }

    @Override
    public void terminated(long processInstanceKey) {
      inner.terminated(processInstanceKey);
    }

    @Override
    public void incidentRaised(Incident incident) {
      inner.incidentRaised(incident);
    }

    @Override
    public void incidentResolved(Incident incident) {
      inner.incidentResolved(incident);
    }
  }
}
