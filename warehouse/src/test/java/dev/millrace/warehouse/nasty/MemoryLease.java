package dev.millrace.warehouse.nasty;

import dev.millrace.warehouse.lease.WriterLease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Leases of processes that live in one JVM. */
public final class MemoryLease {
  private final Clock clock;
  private final Duration time;
  private final Map<String, Row> rows = new HashMap<>();

  public MemoryLease(Clock clock, Duration time) {
    this.clock = clock;
    this.time = time;
  }

  private static final class Row {
    private String holder = "";
    private long token;
    private @Nullable Instant until;
    private String next = "";
    private Instant nextUntil = Instant.MIN;
  }

  /** The leases as one process sees them. */
  public WriterLease of(String process) {
    return new OfProcess(process);
  }

  private final class OfProcess implements WriterLease {
    private final String me;

    OfProcess(String me) {
      this.me = me;
    }

    @Override
    public Optional<Held> acquire(String name) {
      synchronized (rows) {
        Row row = rows.computeIfAbsent(name, key -> new Row());
        Instant now = clock.instant();
        boolean free = row.until == null || !now.isBefore(row.until) || row.holder.equals(me);
        boolean turn = row.next.isEmpty() || row.next.equals(me) || !now.isBefore(row.nextUntil);
        if (free && turn) {
          return Optional.of(take(name, row, now));
        }
        if (turn) {
          row.next = me;
          row.nextUntil = now.plus(time);
        }
        return Optional.empty();
      }
    }

    private Held take(String name, Row row, Instant now) {
      if (!row.holder.equals(me)) {
        row.holder = me;
        row.token++;
      }
      row.until = now.plus(time);
      row.next = "";
      return new Held(name, row.token);
    }

    @Override
    public Optional<Held> acquireAbandoned(String name) {
      synchronized (rows) {
        Row row = rows.get(name);
        return row == null || row.until == null || clock.instant().isBefore(row.until)
            ? Optional.empty()
            : Optional.of(take(name, row, clock.instant()));
      }
    }

    @Override
    public Optional<Held> renew(Held held, long above) {
      synchronized (rows) {
        Row row = rows.get(held.name());
        if (row == null || !row.holder.equals(me) || row.token != held.token()) {
          return Optional.empty();
        }
        row.token = above >= row.token && above > 0 ? above + 1 : row.token;
        row.until = clock.instant().plus(time);
        return Optional.of(new Held(held.name(), row.token));
      }
    }

    @Override
    public void release(Held held) {
      synchronized (rows) {
        Row row = rows.get(held.name());
        if (row != null && row.holder.equals(me) && row.token == held.token()) {
          row.until = null;
        }
      }
    }
  }
}
