package dev.millrace.workers.ledger;

import dev.millrace.workers.execution.Effect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a delivery of a piece of work finds. */
public sealed interface Delivery {
  /**
   * It is to be done.
   *
   * @param number of this delivery, from 1; an earlier one may have done part of it, or still be at
   *     it
   */
  record Open(int number) implements Delivery {}

  /** It was done before; this is what it gave. */
  record Done(@Nullable Object result, List<Effect> effects) implements Delivery {
    public Done {
      effects = List.copyOf(effects);
    }
  }

  /** The execution has ended: nothing more is done for it. */
  record Ended() implements Delivery {}
}
