package dev.millrace.app.action;

import dev.millrace.app.action.ContextBody.RowBody;
import dev.millrace.app.action.ContextBody.SelectionBody;
import dev.millrace.app.value.ControlValues;
import dev.millrace.warehouse.ElementRows;
import dev.millrace.warehouse.ElementRows.ResultColumn;
import dev.millrace.warehouse.ElementRows.Row;
import dev.millrace.warehouse.Warehouse;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.model.Workbook;
import dev.millrace.workers.execution.Context;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Believes of a browser's claim only what belongs to the workbook and is there for the reader. */
@Component
final class ContextCheck {
  private static final int MOST_ROWS = 10_000;
  private static final int ROWS_A_READ = 1_000;
  private static final Pattern TAB = Pattern.compile("[\\x21-\\x7e]{1,100}");

  private final Warehouse warehouse;

  ContextCheck(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * The claim, checked.
   *
   * @throws Refusal {@code CONTEXT_INVALID}, {@code VALUE_TYPE}, {@code VALUE_INVALID} or {@code
   *     SELECTION_TOO_LARGE}, naming the field
   */
  CheckedContext check(Workbook workbook, ContextBody body, Reader reader) {
    Map<String, @Nullable Object> controls =
        ControlValues.read(workbook, body.controls().orElse(Map.of()), "context.controls");
    body.tab()
        .filter(tab -> !TAB.matcher(tab).matches())
        .ifPresent(tab -> {
          throw invalid("tab", "must be 1 to 100 visible ASCII characters");
        });
    if (body.selection().isEmpty()) {
      return CheckedContext.of(CheckedContext.claim(controls, Optional.empty(), body.tab()));
    }
    Context.Selection selection = selection(body.selection().get());
    Context context = CheckedContext.claim(controls, Optional.of(selection), body.tab());
    return rows(workbook, context, selection, reader);
  }

  private static Context.Selection selection(SelectionBody body) {
    List<RowBody> rows = body.rows();
    if (rows.size() > MOST_ROWS) {
      throw Refusal.of(
          Refusal.Kind.INVALID,
          "SELECTION_TOO_LARGE",
          "%d rows are selected; at most %d can be. Select fewer."
              .formatted(rows.size(), MOST_ROWS),
          Map.of("field", "context.selection.rows"));
    }
    List<Context.PickedRow> picked = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (RowBody row : rows) {
      if (!ids.add(row.id())) {
        throw invalid("selection.rows[%d].id".formatted(picked.size()), "is there twice");
      }
      picked.add(new Context.PickedRow(row.id(), row.version()));
    }
    return new Context.Selection(body.element(), picked);
  }

  /** Reads the rows as the reader: what does not come back is not there, or not for them. */
  private CheckedContext rows(
      Workbook workbook, Context context, Context.Selection selection, Reader reader) {
    Element.InputTable table =
        workbook
            .element(selection.element())
            .filter(Element.InputTable.class::isInstance)
            .map(Element.InputTable.class::cast)
            .orElseThrow(() ->
                invalid(
                    "selection.element",
                    "names no element of workbook '%s' with rows".formatted(workbook.id())));
    List<String> ids = selection.rows().stream().map(Context.PickedRow::id).toList();
    List<Row> rows = new ArrayList<>();
    List<ResultColumn> columns = List.of();
    for (int from = 0; from < ids.size(); from += ROWS_A_READ) {
      ElementRows.Page page =
          warehouse
              .elementRows()
              .rows(
                  workbook.id(),
                  table,
                  ids.subList(from, Math.min(ids.size(), from + ROWS_A_READ)),
                  ControlValues.parameters(context.controls()),
                  reader);
      columns = page.columns();
      rows.addAll(page.rows());
    }
    requireAll(ids, rows);
    return new CheckedContext(context, columns, rows);
  }

  private static void requireAll(List<String> ids, List<Row> rows) {
    Set<String> found = new HashSet<>();
    rows.forEach(row -> found.add(row.id()));
    for (int i = 0; i < ids.size(); i++) {
      if (!found.contains(ids.get(i))) {
        throw invalid(
            "selection.rows[%d].id".formatted(i), "names no row that is there. Refresh the page");
      }
    }
  }

  private static Refusal invalid(String place, String why) {
    String field = "context." + place;
    return Refusal.of(
        Refusal.Kind.INVALID,
        "CONTEXT_INVALID",
        "The field '%s' %s.".formatted(field, why),
        Map.of("field", field));
  }
}
