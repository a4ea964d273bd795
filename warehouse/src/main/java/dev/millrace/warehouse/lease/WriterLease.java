package dev.millrace.warehouse.lease;

import java.util.Optional;

/**
 * The right to be the only writer of something, for a time, among all processes. A process that
 * dies keeps it until its time is over; one that stalls may wake up when another has it. So whoever
 * writes shows its token, and what an older token brings is refused. Thread-safe.
 */
public interface WriterLease {
  /**
   * Takes what is free, or was ours last. If several ask for one, they get it in turns: who asks in
   * vain is next, as long as it asks again soon.
   *
   * @param name at most 100 characters
   * @return empty if somebody else has it or is next
   */
  Optional<Held> acquire(String name);

  /**
   * Takes what somebody, perhaps this process, held until its time was over: whoever it was gave
   * nothing back and may have left work half done. Empty if there is nothing of that kind.
   */
  Optional<Held> acquireAbandoned(String name);

  /**
   * Begins the time anew.
   *
   * @param above the token becomes greater than that, if it is not: for a database that was put
   *     back to an older state
   * @return empty if somebody else took it meanwhile
   */
  Optional<Held> renew(Held held, long above);

  /** Gives it back. What was taken by somebody else meanwhile stays there. */
  void release(Held held);

  /**
   * What is held.
   *
   * @param token grows whenever it goes to somebody else; the same as before if nobody else had it
   */
  record Held(String name, long token) {}
}
