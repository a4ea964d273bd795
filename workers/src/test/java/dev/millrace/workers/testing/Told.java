package dev.millrace.workers.testing;

import dev.millrace.workers.execution.Effect;
import dev.millrace.workers.execution.Execution;
import dev.millrace.workers.execution.ExecutionListener;
import dev.millrace.workers.execution.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Keeps what browsers would be told. */
public final class Told implements ExecutionListener {
  private final Lock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final List<Execution> changes = new ArrayList<>();
  private final List<Told.Effected> effects = new ArrayList<>();

  @Override
  public void changed(Execution execution) {
    add(() -> changes.add(execution));
  }

  @Override
  public void effect(Execution execution, String effectId, Effect effect) {
    add(() -> effects.add(new Effected(effectId, effect)));
  }

  private void add(Runnable change) {
    lock.lock();
    try {
      change.run();
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public List<Effect> effects() {
    return effected().stream().map(Effected::effect).toList();
  }

  public List<Effected> effected() {
    lock.lock();
    try {
      return List.copyOf(effects);
    } finally {
      lock.unlock();
    }
  }

  public List<Execution> changes() {
    lock.lock();
    try {
      return List.copyOf(changes);
    } finally {
      lock.unlock();
    }
  }

  /** Waits, at most 20 s, until it was told of an execution that fits. */
  public Execution awaitChange(Predicate<Execution> fits) {
    long nanos = TimeUnit.SECONDS.toNanos(20);
    lock.lock();
    try {
      while (changes.stream().noneMatch(fits)) {
        if (nanos <= 0) {
          throw new AssertionError("not told in time; told: " + changes);
        }
        nanos = news.awaitNanos(nanos);
      }
      return changes.stream().filter(fits).reduce((before, last) -> last).orElseThrow();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      lock.unlock();
    }
  }

  public Execution await(Status status) {
    return awaitChange(execution -> execution.status() == status);
  }

  /** An effect and its id. */
  public record Effected(String id, Effect effect) {}
}
