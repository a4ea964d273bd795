package dev.millrace.app.value;

import dev.millrace.warehouse.cell.CellReader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Element;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The values of a row's columns. */
public final class ColumnValues {
  private ColumnValues() {}

  /**
   * What columns shall hold, as JSON has it: whether a value can stand in its column is the
   * warehouse's to say, for every way in.
   *
   * @param given by column id
   * @throws Refusal {@code UNKNOWN_COLUMN}
   */
  public static Map<String, @Nullable Object> read(
      Element.InputTable table, Map<String, @Nullable Object> given) {
    return read(table, given, "values.");
  }

  /**
   * The same for values that stand elsewhere.
   *
   * @param prefix of the field that a refusal names
   */
  public static Map<String, @Nullable Object> read(
      Element.InputTable table, Map<String, @Nullable Object> given, String prefix) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    given.forEach((id, value) -> {
      String field = prefix + (id.length() > 100 ? id.substring(0, 100) : id);
      Column column = table.column(id).orElseThrow(() -> unknown(table, field));
      values.put(column.id(), value);
    });
    return values;
  }

  /** The value as JSON; what is no value of such a column is shown as it is. */
  public static @Nullable Object write(
      Element.InputTable table, String column, @Nullable Object value) {
    Column known = table.column(column).orElse(null);
    return known == null
        ? JsonValues.out(value, false)
        : JsonValues.out(kept(known, value), known.kind() == Column.Kind.DATE);
  }

  /** What is no list in a column of lists is from before it was one. */
  private static @Nullable Object kept(Column column, @Nullable Object value) {
    Object kept = CellReader.kept(column, value);
    return kept == null ? value : kept;
  }

  private static Refusal unknown(Element.InputTable table, String field) {
    return Refusal.of(
        Refusal.Kind.INVALID,
        "UNKNOWN_COLUMN",
        "The field '%s' names no column of '%s' that can be edited. Columns: %s."
            .formatted(
                field,
                table.id(),
                table.columns().stream().map(Column::id).collect(Collectors.joining(", "))),
        Map.of("field", field));
  }
}
