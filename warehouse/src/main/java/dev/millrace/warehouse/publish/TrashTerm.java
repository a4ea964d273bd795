package dev.millrace.warehouse.publish;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How long the trash keeps what is in it.
 *
 * @param now UTC
 */
public record TrashTerm(LocalDateTime now, Duration kept) {
  /** As that clock has it now. */
  public static TrashTerm at(Clock clock, Duration kept) {
    return new TrashTerm(
        LocalDateTime.now(clock.withZone(ZoneOffset.UTC)).truncatedTo(ChronoUnit.MICROS), kept);
  }

  /** When that goes for good which left then. */
  LocalDateTime end(LocalDateTime droppedAt) {
    return droppedAt.plus(kept);
  }

  /** Whether it is to be dropped for good. */
  boolean over(Optional<LocalDateTime> droppedAt) {
    return droppedAt.filter(at -> !end(at).isAfter(now)).isPresent();
  }
}
