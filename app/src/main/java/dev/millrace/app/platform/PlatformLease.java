package dev.millrace.app.platform;

import dev.millrace.warehouse.lease.WriterLease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Leases in the platform database, each taken by one statement. Clocks of two machines that differ
 * cost time or a hand-over too early, never a change: whoever comes too late is refused by its
 * token.
 */
public final class PlatformLease implements WriterLease {
  private final JdbcTemplate platform;
  private final Clock clock;
  private final Duration time;
  private final String me = UUID.randomUUID().toString();

  /**
   * @param time how long a process that died keeps what it held
   */
  public PlatformLease(JdbcTemplate platform, Clock clock, Duration time) {
    this.platform = platform;
    this.clock = clock;
    this.time = time;
  }

  @Override
  public Optional<Held> acquire(String name) {
    Instant now = clock.instant();
    if (take(name, now, "held_until is null or held_until <= ? or holder = ?", moment(now), me)
        || create(name, now)) {
      return held(name);
    }
    platform.update(
        """
        update app_writer_lease set next_holder = ?, next_until = ?
        where name = ? and (next_holder is null or next_holder = ? or next_until <= ?)
        """,
        me,
        moment(now.plus(time)),
        name,
        me,
        moment(now));
    return Optional.empty();
  }

  @Override
  public Optional<Held> acquireAbandoned(String name) {
    Instant now = clock.instant();
    return take(name, now, "held_until <= ?", moment(now)) ? held(name) : Optional.empty();
  }

  /** One statement, so that of two who ask at once one gets it. */
  private boolean take(String name, Instant now, String free, Object... values) {
    List<Object> parameters = new ArrayList<>(List.of(me, me, moment(now.plus(time)), name));
    parameters.addAll(List.of(values));
    parameters.addAll(List.of(me, moment(now)));
    return platform.update(
            """
            update app_writer_lease
            set token = case when holder = ? then token else token + 1 end,
              holder = ?, held_until = ?, next_holder = null, next_until = null
            where name = ? and (%s)
              and (next_holder is null or next_holder = ? or next_until <= ?)
            """
                .formatted(free),
            parameters.toArray())
        == 1;
  }

  private boolean create(String name, Instant now) {
    try {
      return platform.update(
              """
              insert into app_writer_lease (name, holder, token, held_until)
              select ?, ?, 1, ? where not exists (select 1 from app_writer_lease where name = ?)
              """,
              name,
              me,
              moment(now.plus(time)),
              name)
          == 1;
    } catch (DuplicateKeyException somebodyWasFaster) {
      return false;
    }
  }

  /** Empty if it went on to somebody else already. */
  private Optional<Held> held(String name) {
    List<Long> tokens =
        platform.queryForList(
            "select token from app_writer_lease where name = ? and holder = ?",
            Long.class,
            name,
            me);
    return tokens.stream().findFirst().map(token -> new Held(name, token));
  }

  @Override
  public Optional<Held> renew(Held held, long above) {
    int renewed =
        platform.update(
            """
            update app_writer_lease
            set held_until = ?, token = case when token > ? then token else ? end
            where name = ? and holder = ? and token = ?
            """,
            moment(clock.instant().plus(time)),
            above,
            above + 1,
            held.name(),
            me,
            held.token());
    return renewed == 1 ? held(held.name()) : Optional.empty();
  }

  @Override
  public void release(Held held) {
    platform.update(
        """
        update app_writer_lease set held_until = null
        where name = ? and holder = ? and token = ?
        """,
        held.name(),
        me,
        held.token());
  }

  private static OffsetDateTime moment(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
