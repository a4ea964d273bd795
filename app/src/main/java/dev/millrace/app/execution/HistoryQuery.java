package dev.millrace.app.execution;

import dev.millrace.workbook.access.Refusal;
import dev.millrace.workers.execution.Status;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a history is asked for. */
final class HistoryQuery {
  private HistoryQuery() {}

  /** A status word; {@code running} and {@code failed} stand for all that go on, or ended badly. */
  static List<Status> statuses(Optional<String> word) {
    return word.map(HistoryQuery::statuses).orElse(List.of());
  }

  /** A day or a moment; a day counts from its beginning, plus {@code dayLength}. */
  static Instant moment(String field, String text, Duration dayLength) {
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().plus(dayLength)
          : Instant.parse(text);
    } catch (DateTimeException e) {
      throw invalid(field, "a date like 2026-01-31, or a moment like 2026-01-31T09:30:00Z");
    }
  }

  static int within(String field, int value, int most) {
    if (value < 1 || value > most) {
      throw invalid(field, "a number from 1 to " + most);
    }
    return value;
  }

  private static List<Status> statuses(String word) {
    return switch (word) {
      case "running" -> List.of(Status.RUNNING, Status.WAITING, Status.INCIDENT);
      case "failed" ->
          List.of(
              Status.FAILED,
              Status.TIMED_OUT,
              Status.STOPPED,
              Status.CANCELLED,
              Status.ROLLED_BACK);
      default ->
          List.of(
              Arrays.stream(Status.values())
                  .filter(status -> ExecutionStatus.word(status).equals(word))
                  .findFirst()
                  .orElseThrow(() -> invalid("status", "a status word, e.g. completed")));
    };
  }

  private static Refusal invalid(String field, String expected) {
    return Refusal.of(
        Refusal.Kind.INVALID,
        "VALUE_INVALID",
        "The parameter '%s' must be %s.".formatted(field, expected),
        Map.of("field", field));
  }
}
