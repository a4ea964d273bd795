package dev.millrace.app.event;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/** The kept events. One thread appends; any may read. */
@Component
final class EventLog {
  private static final int[] COLUMN_TYPES = {
    Types.BIGINT,
    Types.TIMESTAMP_WITH_TIMEZONE,
    Types.VARCHAR,
    Types.VARCHAR,
    Types.VARCHAR,
    Types.VARCHAR,
    Types.VARCHAR,
    Types.VARCHAR
  };
  private static final RowMapper<Event> EVENT =
      (row, index) ->
          new Event(
              row.getLong("id"),
              row.getString("type"),
              new Audience(
                  Optional.ofNullable(row.getString("to_user")),
                  Optional.ofNullable(row.getString("to_tab")),
                  Optional.ofNullable(row.getString("workbook"))),
              row.getString("body"));

  private final JdbcTemplate platform;

  EventLog(JdbcTemplate platform) {
    this.platform = platform;
  }

  /** Keeps all events or none. */
  void append(List<Event> events, List<Optional<String>> effects, Instant at) {
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      rows.add(
          new @Nullable Object[] {
            event.id(),
            at.atOffset(ZoneOffset.UTC),
            event.type(),
            event.audience().user().orElse(null),
            event.audience().tab().orElse(null),
            event.audience().workbook().orElse(null),
            effects.get(i).orElse(null),
            event.body()
          });
    }
    platform.batchUpdate(
        """
        insert into app_event (id, at, type, to_user, to_tab, workbook, effect, body)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        rows,
        COLUMN_TYPES);
  }

  boolean holdsEffect(String effect) {
    return !platform
        .queryForList("select id from app_event where effect = ?", Long.class, effect)
        .isEmpty();
  }

  /** Events after the one and up to the other, oldest first. */
  List<Event> between(long after, long upTo, int most) {
    return platform.query(
        """
        select id, type, to_user, to_tab, workbook, body from app_event
        where id > ? and id <= ? order by id limit ?
        """,
        EVENT,
        after,
        upTo,
        most);
  }

  Optional<Long> first() {
    return Optional.ofNullable(
        platform.queryForObject("select min(id) from app_event", Long.class));
  }

  Optional<Long> last() {
    return Optional.ofNullable(
        platform.queryForObject("select max(id) from app_event", Long.class));
  }

  void forgetBefore(Instant time) {
    platform.update("delete from app_event where at < ?", Timestamp.from(time));
  }
}
