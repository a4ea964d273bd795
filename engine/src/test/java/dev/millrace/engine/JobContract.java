package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a job carries, and what its outcome does. */
interface JobContract extends EngineUnderTest {
  @Test
  default void aJobCarriesItsHeadersAndItsPlace() throws InterruptedException {
    String headers =
        "<zeebe:taskHeaders><zeebe:header key=\"table\" value=\"orders\"/>"
            + "<zeebe:header key=\"values\" value=\"{&quot;a&quot;: &quot;[x] + 1&quot;}\"/></zeebe:taskHeaders>";
    Came jobs = complete(type("a"));
    long definition = deployed(model().task("Insert_Order", type("a"), headers));
    long instance = engine().start(definition, Map.of("n", 1));

    Job job = jobs.next();

    assertThat(job.headers())
        .isEqualTo(Map.of("table", "orders", "values", "{\"a\": \"[x] + 1\"}"));
    assertThat(job.type()).isEqualTo(type("a"));
    assertThat(job.elementId()).isEqualTo("Insert_Order");
    assertThat(job.processId()).isEqualTo(process());
    assertThat(job.processInstanceKey()).isEqualTo(instance);
    assertThat(job.processDefinitionKey()).isEqualTo(definition);
    assertThat(job.retries()).isEqualTo(3);
    assertThat(job.variables()).isEqualTo(Map.of("n", 1));
  }

  @Test
  default void variablesOfEveryKindComeBackAsTheyWere() throws InterruptedException {
    Map<String, @Nullable Object> sent = new LinkedHashMap<>();
    sent.put("nothing", null);
    sent.put("yes", true);
    sent.put("text", "žluťoučký 🐎 \"quoted\" \\ \n\u0000 end");
    sent.put("small", 7);
    sent.put("large", Long.MAX_VALUE - 1);
    sent.put("least", Long.MIN_VALUE);
    sent.put("decimal", 0.1);
    sent.put("negative", -12345.678);
    sent.put("list", Arrays.asList(1, null, "x", List.of(), Map.of("deep", List.of(1.5, false))));
    sent.put("map", new HashMap<>(Map.of("", "empty key", "käy", Map.of())));
    Came first = work(type("a"), job -> new JobOutcome.Complete(job.variables()));
    Came second = complete(type("b"));

    started(model().task("A", type("a")).task("B", type("b")), sent);

    assertThat(first.next().variables()).isEqualTo(sent);
    assertThat(second.next().variables()).isEqualTo(sent);
  }

  @Test
  default void bigDecimalsArriveAsTheNearestNumber() throws InterruptedException {
    Came jobs = complete(type("a"));

    started(
        model().task("A", type("a")),
        Map.of(
            "third", new BigDecimal("0.3333333333333333333333333333"),
            "whole", new BigDecimal("9007199254740993.00")));

    assertThat(jobs.next().variables())
        .isEqualTo(Map.of("third", 1.0 / 3, "whole", 9007199254740993L));
  }

  @Test
  default void onlyMappedOutputsLeaveATask() throws InterruptedException {
    String output =
        "<zeebe:ioMapping><zeebe:output source=\"=result.id\" target=\"order\"/></zeebe:ioMapping>";
    work(
        type("a"),
        job -> new JobOutcome.Complete(Map.of("result", Map.of("id", "o-1"), "noise", 1)));
    Came second = complete(type("b"));

    started(model().task("A", type("a"), output).task("B", type("b")), Map.of());

    assertThat(second.next().variables()).isEqualTo(Map.of("order", "o-1"));
  }

  @Test
  default void aRetryComesAgainAfterItsBackoffAsTheSamePiece() throws InterruptedException {
    Came jobs =
        work(
            type("a"),
            job ->
                job.retries() == 3
                    ? new JobOutcome.Retry("busy", Duration.ofMillis(300))
                    : new JobOutcome.Complete(Map.of()));
    long instance = started(model().task("A", type("a")), Map.of());

    Job first = jobs.next();
    long begun = System.nanoTime();
    Job second = jobs.next();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(250));
    assertThat(second.retries()).isEqualTo(2);
    assertThat(second.key()).isEqualTo(first.key());
    assertThat(second.elementInstanceKey()).isEqualTo(first.elementInstanceKey());
    assertThat(told().next()).isEqualTo(new Told.Event.Completed(instance));
  }

  @Test
  default void aParkedJobIsEndedLaterByItsKey() throws InterruptedException {
    Came jobs = work(type("a"), job -> new JobOutcome.Park());
    Came second = complete(type("b"));
    started(model().task("A", type("a")).task("B", type("b")), Map.of());
    Job parked = jobs.next();

    engine().finish(parked.key(), parked.retries(), new JobOutcome.Complete(Map.of("by", "ana")));

    assertThat(second.next().variables()).isEqualTo(Map.of("by", "ana"));
    assertThat(jobs.waiting()).isZero();
  }

  @Test
  default void aResumedJobComesAgainWithItsTriesUnchanged() throws InterruptedException {
    List<Long> seen = new ArrayList<>();
    Came jobs =
        work(
            type("a"),
            job -> {
              seen.add(job.key());
              return seen.size() == 1 ? new JobOutcome.Park() : new JobOutcome.Complete(Map.of());
            });
    long instance = started(model().task("A", type("a")), Map.of());
    Job parked = jobs.next();

    engine().resume(parked.key(), parked.retries());

    assertThat(jobs.next()).isEqualTo(parked);
    assertThat(told().next()).isEqualTo(new Told.Event.Completed(instance));
  }

  @Test
  default void endingAJobThatIsGoneDoesNothing() throws InterruptedException {
    Came jobs = complete(type("a"));
    long instance = started(model().task("A", type("a")), Map.of());
    long gone = jobs.next().key();
    assertThat(told().next()).isEqualTo(new Told.Event.Completed(instance));

    engine().finish(gone, 3, new JobOutcome.Complete(Map.of()));
    engine().finish(gone, 3, new JobOutcome.ThrowError("GONE", "gone", Map.of()));
    engine().resume(gone, 3);
  }

  @Test
  default void jobsThatWaitedForARunnerAllCome() throws InterruptedException {
    long definition = deployed(model().task("A", type("a")));
    Set<Long> instances = new HashSet<>();
    for (int i = 0; i < 150; i++) {
      instances.add(engine().start(definition, Map.of()));
    }

    Came jobs = complete(type("a"));

    Set<Long> came = new HashSet<>();
    for (int i = 0; i < 150; i++) {
      came.add(jobs.next().processInstanceKey());
    }
    assertThat(came).isEqualTo(instances);
  }

  @Test
  default void twoRunnersShareTheJobsAndNoneComesTwice() throws InterruptedException {
    Came one = complete(type("a"));
    Came two = complete(type("a"));
    long definition = deployed(model().task("A", type("a")));

    for (int i = 0; i < 40; i++) {
      engine().start(definition, Map.of());
    }
    for (int i = 0; i < 40; i++) {
      told().next();
    }

    assertThat(one.waiting() + two.waiting()).isEqualTo(40);
    assertThat(one.waiting()).isPositive();
    assertThat(two.waiting()).isPositive();
  }

  @Test
  default void closingTheWorkWaitsForItsRunningJobAndLeavesTheRest() throws InterruptedException {
    CountDownLatch mayEnd = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Came slow =
        new Came(job -> {
          Came.await(mayEnd);
          return new JobOutcome.Complete(Map.of());
        });
    WorkflowEngine.Work work = engine().work(Set.of(type("a")), slow);
    long definition = deployed(model().task("A", type("a")));
    long first = engine().start(definition, Map.of());
    slow.next();

    Thread.startVirtualThread(() -> {
      work.close();
      closed.countDown();
    });
    assertThat(closed.await(200, TimeUnit.MILLISECONDS)).isFalse();
    mayEnd.countDown();
    Came.await(closed);
    long second = engine().start(definition, Map.of());
    Came later = complete(type("a"));

    assertThat(told().next()).isEqualTo(new Told.Event.Completed(first));
    assertThat(later.next().processInstanceKey()).isEqualTo(second);
    assertThat(slow.waiting()).isZero();
  }

  @Test
  default void aProcessAnnouncesItsStartAndItsEndAsJobs() throws InterruptedException {
    Came starts = work(type("start"), job -> new JobOutcome.Complete(Map.of("executionId", "e-1")));
    Came middle = complete(type("a"));
    Came ends = complete(type("end"));

    long instance =
        started(model().listeners(type("start"), type("end")).task("A", type("a")), Map.of());

    assertThat(starts.next().elementInstanceKey()).isEqualTo(instance);
    assertThat(middle.next().variables()).isEqualTo(Map.of("executionId", "e-1"));
    assertThat(ends.next().elementInstanceKey()).isEqualTo(instance);
    assertThat(told().next()).isEqualTo(new Told.Event.Completed(instance));
  }

  @Test
  default void eachItemOfALoopIsAPieceOfItsOwn() throws InterruptedException {
    Came jobs = complete(type("a"));
    long instance =
        started(model().forEach("A", type("a"), "rows"), Map.of("rows", List.of("r1", "r2", "r3")));

    assertThat(told().next()).isEqualTo(new Told.Event.Completed(instance));
    List<Job> all = List.of(jobs.next(), jobs.next(), jobs.next());
    assertThat(all.stream().map(job -> job.variables().get("item")).toList())
        .isEqualTo(List.of("r1", "r2", "r3"));
    assertThat(all.stream().map(Job::elementInstanceKey).distinct().count()).isEqualTo(3);
    assertThat(jobs.waiting()).isZero();
  }
}
