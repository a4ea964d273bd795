package dev.millrace.engine.embedded;

import io.camunda.zeebe.scheduler.clock.ActorClock;

/**
 * Time for the engine's scheduler, which only measures how long: it goes on evenly when the
 * system's clock jumps. When something is due is asked of the clock that jumps. Many threads share
 * one, so it keeps no time.
 */
final class SteadyClock implements ActorClock {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long begunMillis = System.currentTimeMillis();
  private final long begunNanos = System.nanoTime();

  @Override
  public boolean update() {
    return true;
  }

  @Override
  public long getTimeMillis() {
    return begunMillis + (System.nanoTime() - begunNanos) / NANOS_PER_MILLI;
  }

  @Override
  public long getNanosSinceLastMillisecond() {
    return (System.nanoTime() - begunNanos) % NANOS_PER_MILLI;
  }

  @Override
  public long getNanoTime() {
    return System.nanoTime();
  }
}
