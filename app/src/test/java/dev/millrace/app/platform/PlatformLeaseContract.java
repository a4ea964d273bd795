package dev.millrace.app.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.warehouse.lease.WriterLease;
import dev.millrace.warehouse.lease.WriterLease.Held;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Leases, whichever database keeps them. */
abstract class PlatformLeaseContract {
  private static final Duration TIME = Duration.ofSeconds(10);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
  private final InstantSource source = now::get;
  private final Clock clock = source.withZone(ZoneOffset.UTC);
  private DataSource database;
  private WriterLease ana;
  private WriterLease ben;

  /** A new, empty database. */
  abstract DataSource empty();

  @BeforeEach
  void migrate() {
    database = empty();
    Migrations.run(database);
    ana = process();
    ben = process();
  }

  private WriterLease process() {
    return new PlatformLease(new JdbcTemplate(database), clock, TIME);
  }

  private void passes(Duration time) {
    now.set(now.get().plus(time));
  }

  @Test
  void oneHasItUntilItIsGivenBack() {
    Held held = ana.acquire("t").orElseThrow();
    assertThat(ben.acquire("t")).isEmpty();
    assertThat(ben.acquire("another")).isPresent();

    ana.release(held);

    assertThat(ben.acquire("t")).map(Held::token).contains(held.token() + 1);
  }

  @Test
  void theTokenStaysWhereNobodyElseHadIt() {
    Held first = ana.acquire("t").orElseThrow();
    ana.release(first);

    assertThat(ana.acquire("t")).contains(first);
    passes(TIME.multipliedBy(3));
    assertThat(ana.acquire("t")).contains(first);
  }

  @Test
  void whatADeadProcessHeldIsFreeWhenItsTimeIsOver() {
    Held dead = ana.acquire("t").orElseThrow();
    passes(TIME.minusMillis(1));
    assertThat(ben.acquireAbandoned("t")).isEmpty();

    passes(Duration.ofMillis(1));

    assertThat(ben.acquireAbandoned("t")).map(Held::token).contains(dead.token() + 1);
    assertThat(ana.renew(dead, 0)).as("whoever wakes up late has nothing").isEmpty();
    ana.release(dead);
    assertThat(ana.acquire("t")).as("and gives nothing back").isEmpty();
  }

  @Test
  void whatWasGivenBackIsNotAbandoned() {
    ana.release(ana.acquire("t").orElseThrow());
    passes(TIME.multipliedBy(3));

    assertThat(ben.acquireAbandoned("t")).isEmpty();
    assertThat(ben.acquireAbandoned("never held")).isEmpty();
  }

  @Test
  void renewingBeginsTheTimeAnew() {
    Held held = ana.acquire("t").orElseThrow();
    passes(TIME.minusMillis(1));
    assertThat(ana.renew(held, 0)).contains(held);
    passes(TIME.minusMillis(1));

    assertThat(ben.acquire("t")).isEmpty();
  }

  @Test
  void whoAskedInVainIsNext() {
    Held held = ana.acquire("t").orElseThrow();
    assertThat(ben.acquire("t")).isEmpty();
    ana.release(held);

    assertThat(ana.acquire("t")).as("before the other's turn").isEmpty();
    Held theirs = ben.acquire("t").orElseThrow();
    ben.release(theirs);
    assertThat(ana.acquire("t")).isPresent();
  }

  @Test
  void whoDoesNotAskAgainLosesItsTurn() {
    Held held = ana.acquire("t").orElseThrow();
    assertThat(ben.acquire("t")).isEmpty();
    ana.release(held);

    passes(TIME);

    assertThat(ana.acquire("t")).isPresent();
  }

  @Test
  void aTokenCanBeRaisedAboveWhatTheWarehouseHolds() {
    Held held = ana.acquire("t").orElseThrow();

    Held raised = ana.renew(held, 41).orElseThrow();

    assertThat(raised.token()).isEqualTo(42);
    ana.release(raised);
    assertThat(ben.acquire("t")).map(Held::token).contains(43L);
  }

  @Test
  void ofManyWhoAskAtOnceOneGetsIt() throws Exception {
    int processes = 6;
    for (int round = 0; round < 20; round++) {
      String name = "round " + round;
      CyclicBarrier start = new CyclicBarrier(processes);
      List<Future<Optional<Held>>> asked = new ArrayList<>();
      try (ExecutorService pool = Executors.newFixedThreadPool(processes)) {
        for (int i = 0; i < processes; i++) {
          WriterLease one = process();
          asked.add(
              pool.submit(() -> {
                start.await();
                return one.acquire(name);
              }));
        }
      }
      List<Held> got = new ArrayList<>();
      for (Future<Optional<Held>> one : asked) {
        one.get().ifPresent(got::add);
      }
      assertThat(got).hasSize(1);
    }
  }
}
