package dev.millrace.workers.handler.row;

import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.warehouse.WriteBack;
import dev.millrace.workbook.action.TableAction.InsertRow;
import dev.millrace.workbook.model.Element;
import dev.millrace.workers.execution.ActionOutcome;
import dev.millrace.workers.handler.ActionHandler;
import dev.millrace.workers.handler.StepContext;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The row's id is the change's id, so that every delivery of the step names the same row. */
final class InsertRowHandler implements ActionHandler<InsertRow> {
  private final Writing writing;

  InsertRowHandler(WriteBack writeBack) {
    this.writing = new Writing(writeBack);
  }

  @Override
  public Class<InsertRow> action() {
    return InsertRow.class;
  }

  @Override
  public ActionOutcome run(InsertRow action, StepContext step) {
    Element.InputTable table = step.element(Element.InputTable.class, action.table());
    String row = step.changeId(0).toString();
    RowChange insert = insert(row, ColumnValues.of(action.values(), table, step));
    return writing.write(table.id(), row, insert, step);
  }

  /** Null empties a cell; compact constructors do not say to their callers that it is legal. */
  @SuppressWarnings("NullAway")
  private static RowChange insert(String row, Map<String, @Nullable Object> values) {
    return new RowChange.Insert(Optional.of(row), values);
  }
}
