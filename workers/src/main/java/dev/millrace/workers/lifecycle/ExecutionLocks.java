package dev.millrace.workers.lifecycle;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * In this process, what is kept of an execution and what is told of it happen in one order: no
 * effect is told after the end.
 */
public final class ExecutionLocks {
  private static final int STRIPES = 64;

  private final Lock[] locks =
      IntStream.range(0, STRIPES).mapToObj(index -> new ReentrantLock()).toArray(Lock[]::new);

  /** Does the work while no one else works on that execution. */
  public <T> T with(String executionId, Supplier<T> work) {
    Lock lock = locks[Math.floorMod(executionId.hashCode(), STRIPES)];
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
