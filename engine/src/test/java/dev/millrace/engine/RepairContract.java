package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.Repairs.Begin;
import dev.millrace.engine.Repairs.Migration;
import dev.millrace.engine.Repairs.Modification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Modify and migrate. */
interface RepairContract extends EngineUnderTest {
  @Test
  default void anInstanceIsMovedPastAStepThatHangs() throws InterruptedException {
    Came hanging = work(type("a"), job -> new JobOutcome.Park());
    Came after = complete(type("b"));
    long instance = started(model().task("A", type("a")).task("B", type("b")), Map.of("x", 1));
    Job job = hanging.next();

    engine()
        .repairs()
        .modify(
            instance,
            new Modification(
                List.of(new Begin("B", Map.of("x", 2))), List.of(job.elementInstanceKey())));

    assertThat(after.next().variables()).isEqualTo(Map.of("x", 2));
    assertThat(told().next()).isEqualTo(new Told.Event.Completed(instance));
  }

  @Test
  default void aModificationThatNamesNoElementChangesNothing() throws InterruptedException {
    Came hanging = work(type("a"), job -> new JobOutcome.Park());
    long instance = started(model().task("A", type("a")), Map.of());
    Job job = hanging.next();

    assertRefused(
        EngineException.Code.INVALID,
        () ->
            engine()
                .repairs()
                .modify(
                    instance,
                    new Modification(
                        List.of(new Begin("Nowhere", Map.of())),
                        List.of(job.elementInstanceKey()))));

    engine().finish(job.key(), job.retries(), new JobOutcome.Complete(Map.of()));
    assertThat(told().next()).isEqualTo(new Told.Event.Completed(instance));
  }

  @Test
  default void anInstanceGoesOnByANewerVersion() throws InterruptedException {
    Came parked = work(type("a"), job -> new JobOutcome.Park());
    Came added = complete(type("added"));
    long instance = started(model().task("A", type("a")), Map.of());
    Job job = parked.next();
    long newer = deployed(model().task("A2", type("a")).task("B", type("added")));

    engine().repairs().migrate(instance, new Migration(newer, Map.of("A", "A2")));
    engine().finish(job.key(), job.retries(), new JobOutcome.Complete(Map.of()));

    assertThat(added.next().processDefinitionKey()).isEqualTo(newer);
    assertThat(told().next()).isEqualTo(new Told.Event.Completed(instance));
  }

  @Test
  default void whatHasEndedCannotBeRepaired() throws InterruptedException {
    complete(type("a"));
    Model model = model().task("A", type("a"));
    long instance = started(model, Map.of());
    told().next();

    assertRefused(
        EngineException.Code.NOT_FOUND,
        () ->
            engine()
                .repairs()
                .modify(instance, new Modification(List.of(new Begin("A", Map.of())), List.of())));
    assertRefused(
        EngineException.Code.NOT_FOUND,
        () ->
            engine().repairs().migrate(instance, new Migration(deployed(model), Map.of("A", "A"))));
  }
}
