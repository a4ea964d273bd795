package dev.millrace.warehouse.nasty;

import java.time.Duration;

/**
 * How bad it is.
 *
 * @param delay each statement takes at least that long
 * @param running most statements that change one table at a time
 * @param waiting most statements that wait behind them; one more is refused
 * @param locked how long a table stays locked when a connection is lost within a change to it
 */
public record Manners(Duration delay, int running, int waiting, Duration locked) {

  /** Those of real warehouses, 40 times as fast unless {@code -Dmillrace.nasty.scale} says else. */
  public static Manners usual() {
    int scale = Integer.getInteger("millrace.nasty.scale", 40);
    return new Manners(
        Duration.ofMillis(800).dividedBy(scale), 2, 20, Duration.ofMinutes(2).dividedBy(scale));
  }
}
