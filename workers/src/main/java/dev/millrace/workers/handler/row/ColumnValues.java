package dev.millrace.workers.handler.row;

import dev.millrace.workbook.action.Expression;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Element;
import dev.millrace.workers.handler.StepContext;
import dev.millrace.workers.value.UnusableStepException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From a step's formulas to values for columns. */
final class ColumnValues {
  private ColumnValues() {}

  /** Values by column id, each of its column's type; in the table's order of columns. */
  static Map<String, @Nullable Object> of(
      Map<String, Expression> expressions, Element.InputTable table, StepContext step) {
    for (String id : expressions.keySet()) {
      if (table.column(id).isEmpty()) {
        throw new UnusableStepException(
            "The table '%s' has no column '%s' to write to. Columns: %s."
                .formatted(
                    table.id(),
                    id,
                    table.columns().stream().map(Column::id).collect(Collectors.joining(", "))));
      }
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      Expression expression = expressions.get(column.id());
      if (expression != null) {
        String what = "The column '%s'".formatted(column.name());
        values.put(column.id(), step.value(expression).as(column.kind().formulaType(), what));
      }
    }
    return values;
  }
}
