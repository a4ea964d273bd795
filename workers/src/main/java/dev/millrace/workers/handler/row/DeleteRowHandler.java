package dev.millrace.workers.handler.row;

import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.warehouse.WriteBack;
import dev.millrace.workbook.action.TableAction.DeleteRow;
import dev.millrace.workbook.model.Element;
import dev.millrace.workers.execution.ActionOutcome;
import dev.millrace.workers.handler.ActionHandler;
import dev.millrace.workers.handler.StepContext;

final class DeleteRowHandler implements ActionHandler<DeleteRow> {
  private final Writing writing;

  DeleteRowHandler(WriteBack writeBack) {
    this.writing = new Writing(writeBack);
  }

  @Override
  public Class<DeleteRow> action() {
    return DeleteRow.class;
  }

  @Override
  public ActionOutcome run(DeleteRow action, StepContext step) {
    Element.InputTable table = step.element(Element.InputTable.class, action.table());
    String row = Writing.row(action.row(), step);
    RowChange delete = new RowChange.Delete(row, Writing.seenVersion(action.version(), step));
    return writing.write(table.id(), row, delete, step);
  }
}
