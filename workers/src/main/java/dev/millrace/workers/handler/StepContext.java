package dev.millrace.workers.handler;

import dev.millrace.warehouse.Change;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.action.Expression;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.model.Workbook;
import dev.millrace.workers.value.TypedValue;
import dev.millrace.workers.value.UnusableStepException;
import java.util.UUID;

/** What a handler knows of the step it works for. For one job on one thread. */
public interface StepContext {
  /** On whose behalf. */
  Reader reader();

  /** The version of the workbook that the execution runs. */
  Workbook workbook();

  /** Who and what asks for the step's changes. */
  Change.Origin origin();

  /**
   * Id of the step's change with that number: the same however often the step is delivered.
   *
   * @param index from 0
   */
  UUID changeId(int index);

  /** Whether an earlier delivery may have done the step, or part of it. */
  boolean deliveredBefore();

  /** The value of one of the action's formulas, computed anew for each call. */
  TypedValue value(Expression expression);

  /**
   * The element of that id and kind.
   *
   * @throws UnusableStepException if the workbook has none
   */
  default <E extends Element> E element(Class<E> kind, String id) {
    return workbook()
        .element(id)
        .filter(kind::isInstance)
        .map(kind::cast)
        .orElseThrow(() ->
            new UnusableStepException(
                "The workbook '%s' has no %s '%s'."
                    .formatted(workbook().id(), kind.getSimpleName(), id)));
  }
}
