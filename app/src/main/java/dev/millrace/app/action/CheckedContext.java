package dev.millrace.app.action;

import dev.millrace.warehouse.ElementRows.ResultColumn;
import dev.millrace.warehouse.ElementRows.Row;
import dev.millrace.workbook.model.Sequence;
import dev.millrace.workers.execution.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A claim that was found right.
 *
 * @param columns of the selected rows
 * @param rows the selected rows as they are now
 */
record CheckedContext(Context context, List<ResultColumn> columns, List<Row> rows) {
  CheckedContext {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  static CheckedContext of(Context withoutSelection) {
    return new CheckedContext(withoutSelection, List.of(), List.of());
  }

  /** As the sequence sees it: a selection in another element is none of its business. */
  CheckedContext seenBy(Sequence sequence) {
    boolean meant =
        context.selection().map(Context.Selection::element).equals(sequence.selection());
    return meant ? this : of(claim(context.controls(), Optional.empty(), context.tab()));
  }

  /** Null is legal in there; compact constructors do not say so to their callers. */
  @SuppressWarnings("NullAway")
  static Context claim(
      Map<String, @Nullable Object> controls,
      Optional<Context.Selection> selection,
      Optional<String> tab) {
    return new Context(controls, selection, tab);
  }
}
