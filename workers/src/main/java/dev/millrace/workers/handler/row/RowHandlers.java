package dev.millrace.workers.handler.row;

import dev.millrace.warehouse.WriteBack;
import dev.millrace.workers.handler.ActionHandler;
import java.util.List;

/** The handlers of actions that change rows. */
public final class RowHandlers {
  private RowHandlers() {}

  /** All of them. */
  public static List<ActionHandler<?>> all(WriteBack writeBack) {
    return List.of(
        new InsertRowHandler(writeBack),
        new UpdateRowHandler(writeBack),
        new DeleteRowHandler(writeBack));
  }
}
