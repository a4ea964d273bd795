package dev.millrace.workers.value;

import dev.millrace.formula.Reference;
import dev.millrace.warehouse.ElementRows;
import dev.millrace.warehouse.ElementRows.Page;
import dev.millrace.warehouse.ElementRows.ResultColumn;
import dev.millrace.warehouse.ElementRows.Row;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.model.Sequence;
import dev.millrace.workbook.model.Workbook;
import dev.millrace.workers.execution.Context.PickedRow;
import dev.millrace.workers.execution.Context.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The picked rows as they are now and as the reader may see them. Read when first asked for, and
 * not again. Not thread-safe.
 */
public final class SelectedRows {
  private static final int MOST_AT_ONCE = 1000;

  private final ElementRows elementRows;
  private final Workbook workbook;
  private final Sequence sequence;
  private final Optional<Selection> selection;
  private final Map<Reference, @Nullable Object> controls;
  private final Reader reader;
  private @Nullable Page page;

  /**
   * @param selection what the browser claims
   * @param controls what formula columns may name
   */
  public SelectedRows(
      ElementRows elementRows,
      Workbook workbook,
      Sequence sequence,
      Optional<Selection> selection,
      Map<Reference, @Nullable Object> controls,
      Reader reader) {
    this.elementRows = elementRows;
    this.workbook = workbook;
    this.sequence = sequence;
    this.selection = selection;
    this.controls = controls;
    this.reader = reader;
  }

  /**
   * The column's value in each picked row, in their order; empty if none was picked.
   *
   * @throws Refusal {@code ROW_NOT_FOUND} if one of them is not there, or not the reader's to see
   */
  List<@Nullable Object> values(String column) {
    if (selection.isEmpty() || selection.get().rows().isEmpty()) {
      return List.of();
    }
    Page rows = page == null ? read(selection.get()) : page;
    page = rows;
    int index = rows.columns().stream().map(ResultColumn::name).toList().indexOf(column);
    if (index < 0) {
      throw new UnusableStepException(
          "The selected rows have no column '%s' any more.".formatted(column));
    }
    List<@Nullable Object> values = new ArrayList<>();
    rows.rows().forEach(row -> values.add(row.values().get(index)));
    return values;
  }

  private Page read(Selection picked) {
    Element.InputTable table = table(picked);
    List<String> ids = picked.rows().stream().map(PickedRow::id).distinct().toList();
    List<ResultColumn> columns = List.of();
    List<Row> rows = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += MOST_AT_ONCE) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + MOST_AT_ONCE));
      Page part = elementRows.rows(workbook.id(), table, some, controls, reader);
      columns = part.columns();
      rows.addAll(part.rows());
    }
    if (rows.size() < ids.size()) {
      throw notFound(
          "%d of the %d selected rows of '%s' are no longer there. Select again."
              .formatted(ids.size() - rows.size(), ids.size(), table.title()));
    }
    return new Page(columns, rows, rows.size());
  }

  private Element.InputTable table(Selection picked) {
    boolean seen = sequence.selection().filter(picked.element()::equals).isPresent();
    if (seen && workbook.element(picked.element()).orElse(null) instanceof Element.InputTable it) {
      return it;
    }
    throw notFound("The selected rows do not belong to the element that this sequence works on.");
  }

  private static Refusal notFound(String message) {
    return Refusal.of(Refusal.Kind.NOT_FOUND, "ROW_NOT_FOUND", message);
  }
}
