package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deploying, starting, and what is refused. */
interface DeploymentContract extends EngineUnderTest {
  @Test
  default void anUnchangedModelKeepsItsVersionAndKey() {
    Resource resource = model().task("A", type("a")).resource();

    Deployment.DeployedProcess first = engine().deploy(List.of(resource)).processes().getFirst();
    Deployment.DeployedProcess again = engine().deploy(List.of(resource)).processes().getFirst();

    assertThat(first.processId()).isEqualTo(process());
    assertThat(first.version()).isEqualTo(1);
    assertThat(first.unchanged()).isFalse();
    assertThat(again).isEqualTo(new Deployment.DeployedProcess(process(), 1, first.key(), true));
  }

  @Test
  default void anOlderVersionCanStillBeStartedByItsKey() throws InterruptedException {
    long first = deployed(model().task("A", type("first")));
    long second = deployed(model().task("A", type("second")));
    assertThat(second).isNotEqualTo(first);
    Came oldJobs = complete(type("first"));

    long instance = engine().start(first, Map.of());

    assertThat(oldJobs.next().processDefinitionKey()).isEqualTo(first);
    assertThat(told().next()).isEqualTo(new Told.Event.Completed(instance));
  }

  @Test
  default void aModelTheEngineCannotRunIsRefusedWithTheReason() {
    Resource resource = model().task("A", type("a")).resource();
    Resource broken =
        new Resource(resource.name(), resource.content().replace("targetRef=\"A\"", ""));

    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> engine().deploy(List.of(broken)))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(EngineException.Code.INVALID))
        .withMessageContaining("targetRef");
  }

  @Test
  default void oneBadFileRefusesAllOfThem() {
    Resource good = model().task("A", type("a")).resource();
    Resource bad = new Resource("bad.bpmn", "not a model");

    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> engine().deploy(List.of(good, bad)))
        .withMessageContaining("bad.bpmn");

    assertThat(engine().deploy(List.of(good)).processes().getFirst().unchanged()).isFalse();
  }

  @Test
  default void startingAnUnknownDefinitionIsNotFound() {
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> engine().start(42, Map.of()))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(EngineException.Code.NOT_FOUND));
  }

  @Test
  default void theNewestVersionIsStartedByItsProcessId() throws InterruptedException {
    Came jobs = complete(type("b"));
    deployed(model().task("A", type("a")));
    long newest = deployed(model().task("B", type("b")));

    Started started = engine().start(process(), Map.of("in", 1));

    assertThat(started.processDefinitionKey()).isEqualTo(newest);
    assertThat(started.version()).isEqualTo(2);
    Job job = jobs.next();
    assertThat(job.processInstanceKey()).isEqualTo(started.processInstanceKey());
    assertThat(job.variables()).isEqualTo(Map.of("in", 1));
    assertRefused(
        EngineException.Code.NOT_FOUND, () -> engine().start(process() + "-not", Map.of()));
  }

  @Test
  default void variablesThatAreTooLargeAreRefusedAndTheEngineGoesOn() throws InterruptedException {
    long definition = deployed(model().task("A", type("a")));
    Came jobs = complete(type("a"));

    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> engine().start(definition, Map.of("big", "x".repeat(5_000_000))))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(EngineException.Code.INVALID));

    long instance = engine().start(definition, Map.of());
    assertThat(jobs.next().processInstanceKey()).isEqualTo(instance);
  }

  @Test
  default void aStartIsNotIdempotent() {
    long definition = deployed(model().task("A", type("a")));

    assertThat(engine().start(definition, Map.of()))
        .isNotEqualTo(engine().start(definition, Map.of()));
  }
}
