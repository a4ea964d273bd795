package dev.millrace.app.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts per key within fixed spans of time. Thread-safe; its memory is bounded. */
public final class Windows {
  private static final int MOST_KEYS = 10_000;

  private final Clock clock;
  private final Duration length;
  private final Map<String, Window> windows = new LinkedHashMap<>();

  public Windows(Clock clock, Duration length) {
    this.clock = clock;
    this.length = length;
  }

  /** Counts one more. */
  public synchronized Standing add(String key, int most) {
    Instant now = clock.instant();
    Window open = open(key, now);
    Window counted = new Window(open.ends(), open.count() + 1);
    forget(now);
    windows.put(key, counted);
    return standing(counted, most, now);
  }

  /** What one more would find, without counting it. */
  public synchronized Standing next(String key, int most) {
    Instant now = clock.instant();
    Window open = open(key, now);
    return standing(new Window(open.ends(), open.count() + 1), most, now);
  }

  private Window open(String key, Instant now) {
    Window window = windows.get(key);
    return window == null || !window.ends().isAfter(now) ? new Window(now.plus(length), 0) : window;
  }

  /** Windows lie in the order they were opened, so what has ended lies in front. */
  private void forget(Instant now) {
    var oldest = windows.values().iterator();
    while (oldest.hasNext()) {
      boolean ended = !oldest.next().ends().isAfter(now);
      if (!ended && windows.size() < MOST_KEYS) {
        return;
      }
      oldest.remove();
    }
  }

  private static Standing standing(Window window, int most, Instant now) {
    Duration left = Duration.between(now, window.ends());
    return new Standing(
        window.count() <= most,
        Math.max(0, most - window.count()),
        Math.max(1, left.plusMillis(999).toSeconds()));
  }

  private record Window(Instant ends, int count) {}

  /**
   * How a key stands.
   *
   * @param within false: that was one too many
   * @param resetSeconds until it may start anew, at least 1
   */
  public record Standing(boolean within, int remaining, long resetSeconds) {}
}
