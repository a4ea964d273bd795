package dev.millrace.warehouse.nasty;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets a few statements at a time change a table; a few more wait, the rest are refused. */
final class TableGate {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Manners manners;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int running;
  private int waiting;
  private long lockedUntil = System.nanoTime();

  TableGate(Manners manners) {
    this.manners = manners;
  }

  /**
   * Waits for its turn.
   *
   * @param timeout zero: as long as it takes
   */
  void enter(Duration timeout) throws SQLException {
    lock.lock();
    try {
      if (waiting >= manners.waiting()) {
        throw new SQLException("too many statements wait to change this table", "53400");
      }
      waiting++;
      try {
        long end = System.nanoTime() + (timeout.isZero() ? LONGEST : timeout).toNanos();
        while (running >= manners.running() || System.nanoTime() < lockedUntil) {
          long left = Math.min(end, nextChange()) - System.nanoTime();
          if (System.nanoTime() >= end) {
            throw new SQLTimeoutException("waited too long to change this table", "57014");
          }
          awaitChange(left);
        }
        running++;
      } finally {
        waiting--;
      }
    } finally {
      lock.unlock();
    }
  }

  private long nextChange() {
    return running >= manners.running() ? Long.MAX_VALUE : lockedUntil;
  }

  @SuppressWarnings("WaitNotInLoop") // the caller loops
  private void awaitChange(long nanos) throws SQLException {
    try {
      var unused = changed.await(Math.max(nanos, 1), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", "57014", e);
    }
  }

  int waiting() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  void leave() {
    lock.lock();
    try {
      running--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A lock that outlives its connection. */
  void block() {
    lock.lock();
    try {
      lockedUntil = System.nanoTime() + manners.locked().toNanos();
    } finally {
      lock.unlock();
    }
  }
}
