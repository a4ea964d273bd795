package dev.millrace.workers.lifecycle;

import dev.millrace.workers.execution.Effect;
import dev.millrace.workers.execution.Execution;
import dev.millrace.workers.execution.ExecutionListener;
import dev.millrace.workers.ledger.ExecutionReading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners, and those who wait for an end. */
public final class Announcements {
  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

  private final ExecutionReading executions;
  private final List<ExecutionListener> listeners;
  private final Map<String, CompletableFuture<Void>> ends = new ConcurrentHashMap<>();

  Announcements(ExecutionReading executions, List<ExecutionListener> listeners) {
    this.executions = executions;
    this.listeners = List.copyOf(listeners);
  }

  /** Something of the execution changed, and is kept. */
  public void changed(String executionId) {
    Optional<Execution> found = executions.find(executionId);
    found.ifPresent(execution -> tell(execution, ExecutionListener::changed));
    if (found.filter(execution -> !execution.status().ended()).isEmpty()) {
      CompletableFuture<Void> end = ends.remove(executionId);
      if (end != null) {
        end.complete(null);
      }
    }
  }

  /**
   * Browsers must do something.
   *
   * @param source names the piece of work: equal for each of its deliveries
   */
  public void effects(String executionId, long source, List<Effect> effects) {
    if (effects.isEmpty()) {
      return;
    }
    executions
        .find(executionId)
        .ifPresent(execution -> {
          for (int index = 0; index < effects.size(); index++) {
            String id = "%s:%d:%d".formatted(executionId, source, index);
            Effect effect = effects.get(index);
            tell(execution, (listener, of) -> listener.effect(of, id, effect));
          }
        });
  }

  /** Completes when this process announces the end. */
  CompletableFuture<Void> end(String executionId) {
    return ends.computeIfAbsent(executionId, id -> new CompletableFuture<>());
  }

  /** Nobody waits for it any more. */
  void forget(String executionId) {
    ends.remove(executionId);
  }

  private void tell(Execution execution, BiConsumer<ExecutionListener, Execution> news) {
    for (ExecutionListener listener : listeners) {
      try {
        news.accept(listener, execution);
      } catch (RuntimeException bug) {
        LOG.error("A listener failed on execution {}.", execution.id(), bug);
      }
    }
  }
}
