package dev.millrace.workers.handler;

import dev.millrace.formula.ValueType;
import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.warehouse.WriteBack;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.action.Expression;
import dev.millrace.workbook.action.TableAction.UpdateRow;
import dev.millrace.workbook.model.Element;
import dev.millrace.workers.execution.ActionOutcome;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

final class UpdateRowHandler implements ActionHandler<UpdateRow> {
  private final Writing writing;

  UpdateRowHandler(WriteBack writeBack) {
    this.writing = new Writing(writeBack);
  }

  @Override
  public Class<UpdateRow> action() {
    return UpdateRow.class;
  }

  @Override
  public ActionOutcome run(UpdateRow action, StepContext step) {
    Element.InputTable table = step.element(Element.InputTable.class, action.table());
    if (!(step.value(action.row()).as(ValueType.TEXT, "The row") instanceof String row)) {
      throw Refusal.of(
          Refusal.Kind.INVALID, "ROW_NOT_FOUND", "The formula of 'row' gives no row id.");
    }
    OptionalLong seen = seenVersion(action.version(), step);
    RowChange update = update(row, seen, ColumnValues.of(action.values(), table, step));
    return writing.write(table.id(), row, update, step);
  }

  /** Null empties a cell; compact constructors do not say to their callers that it is legal. */
  @SuppressWarnings("NullAway")
  private static RowChange update(
      String row, OptionalLong seenVersion, Map<String, @Nullable Object> values) {
    return new RowChange.Update(row, seenVersion, values);
  }

  private static OptionalLong seenVersion(Optional<Expression> version, StepContext step) {
    if (version.isEmpty()) {
      return OptionalLong.empty();
    }
    if (step.value(version.get()).as(ValueType.NUMBER, "The version") instanceof Long seen) {
      return OptionalLong.of(seen);
    }
    throw Refusal.of(
        Refusal.Kind.INVALID, "VALUE_TYPE", "The formula of 'version' gives no whole number.");
  }
}
