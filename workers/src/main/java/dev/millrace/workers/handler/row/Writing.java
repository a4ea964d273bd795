package dev.millrace.workers.handler.row;

import dev.millrace.formula.ValueType;
import dev.millrace.warehouse.Change;
import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.WriteBack;
import dev.millrace.warehouse.WriteResult;
import dev.millrace.warehouse.WriteResult.RowConflict;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.action.Expression;
import dev.millrace.workers.execution.ActionOutcome;
import dev.millrace.workers.execution.ActionOutcome.Done;
import dev.millrace.workers.execution.ActionOutcome.Rejected;
import dev.millrace.workers.execution.ActionOutcome.TryLater;
import dev.millrace.workers.handler.StepContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Sends a step's change of one row to the warehouse. */
final class Writing {
  private static final String CHANGE_ID_REUSED = "CHANGE_ID_REUSED";

  private final WriteBack writeBack;

  Writing(WriteBack writeBack) {
    this.writeBack = writeBack;
  }

  /**
   * The row that a step names.
   *
   * @throws Refusal {@code ROW_NOT_FOUND} if its formula gives none
   */
  static String row(Expression row, StepContext step) {
    if (step.value(row).as(ValueType.TEXT, "The row") instanceof String id) {
      return id;
    }
    throw Refusal.of(
        Refusal.Kind.INVALID, "ROW_NOT_FOUND", "The formula of 'row' gives no row id.");
  }

  /**
   * The version of it that a step has seen, if it says so.
   *
   * @throws Refusal {@code VALUE_TYPE} if its formula gives no whole number
   */
  static OptionalLong seenVersion(Optional<Expression> version, StepContext step) {
    if (version.isEmpty()) {
      return OptionalLong.empty();
    }
    if (step.value(version.get()).as(ValueType.NUMBER, "The version") instanceof Long seen) {
      return OptionalLong.of(seen);
    }
    throw Refusal.of(
        Refusal.Kind.INVALID, "VALUE_TYPE", "The formula of 'version' gives no whole number.");
  }

  /**
   * Writes one row; the result is its id.
   *
   * @param row id of the row
   */
  ActionOutcome write(String table, String row, RowChange rowChange, StepContext step) {
    Change change =
        new Change(
            step.changeId(0),
            new TableId(step.workbook().id(), table),
            List.of(rowChange),
            step.origin());
    return switch (writeBack.write(change, step.reader())) {
      case WriteResult.Written written -> done(row);
      case WriteResult.Conflict conflict ->
          new Rejected("ROW_CONFLICT", message(conflict.rows().getFirst()));
      case WriteResult.Refused refused ->
          refused.code().equals(CHANGE_ID_REUSED) && step.deliveredBefore()
              ? done(row)
              : new Rejected(refused.code(), refused.message());
      case WriteResult.Unavailable unavailable ->
          new TryLater(unavailable.message(), unavailable.backoff());
    };
  }

  /**
   * Also where an earlier delivery wrote the change with other content: the values it read have
   * changed since, but it wrote what they were, and a step writes once.
   */
  private static Done done(String row) {
    return new Done(row, List.of(), 1);
  }

  private static String message(RowConflict conflict) {
    return conflict.version() == 0
        ? "Deleted meanwhile by %s.".formatted(conflict.by())
        : "Changed meanwhile by %s.".formatted(conflict.by());
  }
}
