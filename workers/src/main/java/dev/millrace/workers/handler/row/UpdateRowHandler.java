package dev.millrace.workers.handler.row;

import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.warehouse.WriteBack;
import dev.millrace.workbook.action.TableAction.UpdateRow;
import dev.millrace.workbook.model.Element;
import dev.millrace.workers.execution.ActionOutcome;
import dev.millrace.workers.handler.ActionHandler;
import dev.millrace.workers.handler.StepContext;
import java.util.Map;
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
    String row = Writing.row(action.row(), step);
    OptionalLong seen = Writing.seenVersion(action.version(), step);
    RowChange update = update(row, seen, ColumnValues.of(action.values(), table, step));
    return writing.write(table.id(), row, update, step);
  }

  /** Null empties a cell; compact constructors do not say to their callers that it is legal. */
  @SuppressWarnings("NullAway")
  private static RowChange update(
      String row, OptionalLong seenVersion, Map<String, @Nullable Object> values) {
    return new RowChange.Update(row, seenVersion, values);
  }
}
