package dev.millrace.workers.ledger;

import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Role;
import dev.millrace.workers.execution.Execution;
import dev.millrace.workers.execution.Execution.Failure;
import dev.millrace.workers.execution.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** From rows of {@code run_execution} to records. */
final class Rows {
  private Rows() {}

  static Run run(ResultSet row) throws SQLException {
    Long instance = row.getObject("instance_key", Long.class);
    return new Run(
        row.getString("id"),
        row.getString("workbook"),
        row.getInt("workbook_version"),
        row.getString("sequence"),
        reader(row),
        StoredJson.context(row.getString("context")),
        instant(row.getObject("started_at", OffsetDateTime.class)),
        row.getString("incarnation"),
        instance == null ? OptionalLong.empty() : OptionalLong.of(instance));
  }

  /** The execution, its steps still missing. */
  static Execution execution(ResultSet row) throws SQLException {
    return new Execution(
        row.getString("id"),
        row.getString("workbook"),
        row.getString("sequence"),
        row.getInt("workbook_version"),
        Status.valueOf(row.getString("status")),
        reader(row),
        StoredJson.context(row.getString("context")),
        instant(row.getObject("started_at", OffsetDateTime.class)),
        ended(row),
        failure(row),
        List.of(),
        row.getInt("total_steps"),
        0,
        Map.of());
  }

  static Optional<Instant> ended(ResultSet row) throws SQLException {
    OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
    return ended == null ? Optional.empty() : Optional.of(ended.toInstant());
  }

  static Instant instant(OffsetDateTime moment) {
    return moment.toInstant();
  }

  static OffsetDateTime moment(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Reader reader(ResultSet row) throws SQLException {
    return new Reader(
        row.getString("user_id"),
        Role.valueOf(row.getString("role")),
        StoredJson.texts(row.getString("attributes")),
        ZoneId.of(row.getString("zone")),
        Locale.forLanguageTag(row.getString("locale")));
  }

  private static Optional<Failure> failure(ResultSet row) throws SQLException {
    String code = row.getString("failure_code");
    return code == null
        ? Optional.empty()
        : Optional.of(
            new Failure(
                code,
                row.getString("failure_message"),
                Optional.ofNullable(row.getString("failure_step"))));
  }
}
