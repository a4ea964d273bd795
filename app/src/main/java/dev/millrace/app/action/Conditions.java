package dev.millrace.app.action;

import dev.millrace.app.value.ControlValues;
import dev.millrace.formula.Formula;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Values;
import dev.millrace.formula.viewer.Viewer;
import dev.millrace.warehouse.ElementRows.ResultColumn;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.access.Viewers;
import dev.millrace.workbook.model.Sequence;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether a sequence's own condition holds; without one it does. */
@Component
final class Conditions {
  private final Formulas formulas;
  private final Clock clock;

  Conditions(Formulas formulas, Clock clock) {
    this.formulas = formulas;
    this.clock = clock;
  }

  /**
   * Evaluates the condition; null does not hold.
   *
   * @throws Refusal {@code CONDITION_FAILED} if it cannot be evaluated
   */
  boolean holds(Sequence sequence, CheckedContext context, Reader reader) {
    return sequence
        .condition()
        .map(condition -> holds(condition, sequence, context, reader))
        .orElse(true);
  }

  private boolean holds(
      Formula condition, Sequence sequence, CheckedContext context, Reader reader) {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    try {
      Object result =
          formulas.evaluate(condition, new ContextValues(context, Viewers.of(reader), now));
      return Boolean.TRUE.equals(result);
    } catch (FormulaException e) {
      throw Refusal.of(
          Refusal.Kind.INVALID,
          "CONDITION_FAILED",
          "The condition of '%s' cannot be evaluated: %s"
              .formatted(sequence.id(), e.problem().message()),
          Map.of("offset", e.problem().offset(), "length", e.problem().length()));
    }
  }

  /** Controls and selected rows under the names formulas have for them. */
  private record ContextValues(
      CheckedContext checked,
      Map<Reference, @Nullable Object> controls,
      Viewer viewer,
      LocalDateTime now)
      implements Values {
    ContextValues(CheckedContext checked, Viewer viewer, LocalDateTime now) {
      this(checked, ControlValues.parameters(checked.context().controls()), viewer, now);
    }

    @Override
    public @Nullable Object value(Reference reference) {
      return Viewer.isAsked(reference) ? viewer.answer(reference) : controls.get(reference);
    }

    @Override
    public List<@Nullable Object> values(Reference reference) {
      int index =
          checked.columns().stream().map(ResultColumn::name).toList().indexOf(reference.name());
      List<@Nullable Object> values = new ArrayList<>();
      if (index >= 0) {
        checked.rows().forEach(row -> values.add(row.values().get(index)));
      }
      return values;
    }
  }
}
