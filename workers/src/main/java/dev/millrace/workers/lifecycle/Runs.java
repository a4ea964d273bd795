package dev.millrace.workers.lifecycle;

import dev.millrace.workers.ledger.ExecutionLedger;
import dev.millrace.workers.ledger.Run;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Claimed executions, read once: what they hold never changes. Thread-safe. */
public final class Runs {
  private static final int MOST_KEPT = 10_000;

  private final ExecutionLedger executions;
  private final Map<String, Run> claimed = new ConcurrentHashMap<>();

  Runs(ExecutionLedger executions) {
    this.executions = executions;
  }

  public Optional<Run> find(String executionId) {
    Run known = claimed.get(executionId);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Run> found = executions.run(executionId);
    found.filter(run -> run.instance().isPresent()).ifPresent(this::keep);
    return found;
  }

  void forget(String executionId) {
    claimed.remove(executionId);
  }

  private void keep(Run run) {
    if (claimed.size() >= MOST_KEPT) {
      claimed.clear();
    }
    claimed.put(run.id(), run);
  }
}
