package dev.millrace.app.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.app.execution.ExecutionStatus;
import dev.millrace.workers.execution.Effect;
import dev.millrace.workers.execution.Execution;
import dev.millrace.workers.execution.ExecutionListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells browsers what happens to executions, workbooks and rows. */
@Component
public final class Events implements ExecutionListener {
  private static final Logger LOG = LoggerFactory.getLogger(Events.class);

  /** With more, the list of changed rows is empty: read the element again. */
  private static final int MOST_ROWS = 1000;

  private final EventHub hub;
  private final ObjectMapper json;

  Events(EventHub hub, ObjectMapper json) {
    this.hub = hub;
    this.json = json;
  }

  @Override
  public void changed(Execution execution) {
    String type =
        execution.status().ended()
            ? "execution:ended"
            : execution.steps().isEmpty() ? "execution:started" : "execution:progress";
    tell(type, Audience.user(execution.reader().user()), Optional.empty(), body(execution));
  }

  /** Returns once the effect is kept: a job that is done must not lose its effect. */
  @Override
  public void effect(Execution execution, String effectId, Effect effect) {
    tell(
        "effect",
        Audience.tab(execution.reader().user(), execution.context().tab()),
        Optional.of(effectId),
        new EffectBody(execution.id(), execution.context().tab().orElse(null), effect));
  }

  /** A workbook has a new version. */
  public void published(String workbook, int version) {
    tell(
        "workbook:published",
        Audience.readersOf(workbook),
        Optional.empty(),
        Map.of("workbook", workbook, "version", version));
  }

  /**
   * Rows of an input table are not what they were.
   *
   * @param dependents elements whose formulas look into it, and so may show something else
   */
  public void rowsChanged(
      String workbook,
      String element,
      long editNumber,
      List<String> rows,
      String by,
      List<String> dependents) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("workbook", workbook);
    body.put("element", element);
    body.put("editNumber", editNumber);
    body.put("rows", rows.size() <= MOST_ROWS ? rows : List.of());
    body.put("by", by);
    body.put("dependents", dependents);
    tell("rows:changed", Audience.readersOf(workbook), Optional.empty(), body);
  }

  private static Map<String, @Nullable Object> body(Execution execution) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("executionId", execution.id());
    body.put("sequenceId", execution.sequenceId());
    body.put("status", ExecutionStatus.word(execution.status()));
    body.put("progress", ExecutionStatus.Progress.of(execution));
    body.put("currentAction", ExecutionStatus.CurrentAction.of(execution).orElse(null));
    body.put("error", ExecutionStatus.ExecutionError.of(execution).orElse(null));
    return body;
  }

  private void tell(String type, Audience audience, Optional<String> effect, Object body) {
    try {
      var kept = hub.tell(new Draft(type, audience, effect, json.writeValueAsString(body)));
      if (effect.isPresent()) {
        kept.join();
      }
    } catch (JsonProcessingException | CompletionException e) {
      LOG.error("An event of type {} cannot be kept", type, e);
    }
  }

  /** An effect on its way; as a component of a record it keeps its type. */
  private record EffectBody(String executionId, @Nullable String tab, Effect effect) {}
}
