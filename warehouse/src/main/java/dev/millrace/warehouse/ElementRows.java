package dev.millrace.warehouse;

import dev.millrace.formula.Reference;
import dev.millrace.formula.ValueType;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.model.Element;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what elements show. Thread-safe. */
public interface ElementRows {
  /**
   * A page of an element's rows.
   *
   * @throws dev.millrace.workbook.access.Refusal {@code UNKNOWN_COLUMN} for a sort key that is no
   *     column, {@code WAREHOUSE_UNAVAILABLE}
   */
  Page page(String workbook, Element.InputTable table, PageRequest request, Reader reader);

  /**
   * Rows by id, formula columns included, in the order of the ids; those that do not exist are left
   * out.
   *
   * @param ids at most 1,000
   */
  Page rows(
      String workbook,
      Element.InputTable table,
      List<String> ids,
      Map<Reference, @Nullable Object> parameters,
      Reader reader);

  /**
   * Which page.
   *
   * @param sort column names as people know them, most significant first
   * @param limit 1 to 1,000
   * @param parameters values of the controls that the element's formulas name
   */
  record PageRequest(
      List<SortKey> sort, long offset, int limit, Map<Reference, @Nullable Object> parameters) {
    // Written out: the null marks of a compact constructor's parameters are lost in class files.
    public PageRequest(
        List<SortKey> sort, long offset, int limit, Map<Reference, @Nullable Object> parameters) {
      this.sort = List.copyOf(sort);
      this.offset = offset;
      this.limit = limit;
      this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
  }

  /** One sort key, by column name. */
  record SortKey(String column, boolean descending) {}

  /**
   * Rows of an element.
   *
   * @param columns of {@code values}, in order
   * @param total rows of the element, whatever the page
   */
  record Page(List<ResultColumn> columns, List<Row> rows, long total) {
    public Page {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /**
   * A column of a page.
   *
   * @param id column id; for a system column its name
   * @param editable whether people can change its cells
   */
  record ResultColumn(String id, String name, ValueType type, boolean editable) {}

  /**
   * One row; values in the order of the columns, of the classes their types name.
   *
   * @param marks what breaks rules that hold now; only {@link #page} looks for it
   */
  record Row(String id, long version, List<@Nullable Object> values, List<Mark> marks) {
    public Row {
      values = Collections.unmodifiableList(new ArrayList<>(values));
      marks = List.copyOf(marks);
    }

    /** A row without marks. */
    public Row(String id, long version, List<@Nullable Object> values) {
      this(id, version, values, List.of());
    }
  }

  /**
   * A cell that breaks a rule of its column, though it stands there: it came from a file, or before
   * the rule.
   *
   * @param column id, or empty for a rule of the row as a whole
   * @param code as a write of it would be refused with
   * @param given what the file has there, if it is no value of the column; the cell is then empty
   */
  record Mark(String column, String code, String message, Optional<String> given) {}
}
