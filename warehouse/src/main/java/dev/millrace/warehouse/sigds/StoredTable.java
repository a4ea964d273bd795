package dev.millrace.warehouse.sigds;

import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.ElementQuery.ColumnType;
import dev.millrace.formula.ElementQuery.Sort;
import dev.millrace.formula.ElementQuery.Source;
import dev.millrace.formula.ElementQuery.SourceColumn;
import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.sql.SqlNames;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Element.InputTable.LookedUp;
import dev.millrace.workbook.model.SystemColumn;
import dev.millrace.workbook.model.TableRules;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * An input table as the warehouse holds it. Names are unquoted.
 *
 * @param columns those of the workbook, in its order
 * @param rules of the table as a whole
 * @param badCells whether {@code MILLRACE_BAD_CELLS} holds values that did not fit
 */
public record StoredTable(
    UUID id,
    TableId owner,
    String table,
    String log,
    String view,
    List<StoredColumn> columns,
    TableRules rules,
    boolean badCells) {
  /** How rows follow each other: as they came. */
  public static final List<Sort> ORDER =
      List.of(
          new Sort(SystemColumn.CREATED_AT.name(), false), new Sort(SystemColumn.ID.name(), false));

  public StoredTable {
    columns = List.copyOf(columns);
  }

  /** A table that has no rules as a whole. */
  public StoredTable(
      UUID id, TableId owner, String table, String log, String view, List<StoredColumn> columns) {
    this(id, owner, table, log, view, columns, TableRules.NONE, false);
  }

  /**
   * The tables that formulas look into, as they are queried.
   *
   * @param tables an input table by its name
   */
  public static Map<String, ElementQuery> elements(
      String workbook, List<LookedUp> lookedUp, Function<TableId, StoredTable> tables) {
    Map<String, ElementQuery> elements = new LinkedHashMap<>();
    for (LookedUp other : lookedUp) {
      elements.put(
          other.element(),
          new ElementQuery(
              tables.apply(new TableId(workbook, other.element())).source(),
              other.formulas().stream()
                  .map(column -> new ElementQuery.Computed(column.name(), column.formula()))
                  .toList(),
              Optional.empty(),
              ORDER,
              Optional.empty(),
              Map.of(),
              List.of()));
    }
    return elements;
  }

  public StoredTable withBadCells(boolean has) {
    return new StoredTable(id, owner, table, log, view, columns, rules, has);
  }

  public Optional<StoredColumn> column(String columnId) {
    return columns.stream().filter(column -> column.column().id().equals(columnId)).findFirst();
  }

  /** The same table with some of its columns, or under other names. */
  public StoredTable at(String table, String log, List<StoredColumn> columns) {
    return new StoredTable(id, owner, table, log, view, columns);
  }

  /** The table as formulas see it: columns by their names, then the system columns. */
  public Source source() {
    List<SourceColumn> shown = new ArrayList<>();
    columns.forEach(column ->
        shown.add(
            new SourceColumn(
                column.column().name(), column.warehouseName(), type(column.column().kind()))));
    for (SystemColumn column : SystemColumn.values()) {
      shown.add(new SourceColumn(column.name(), column.name(), type(column)));
    }
    return new Source(List.of(table), shown);
  }

  private static ColumnType type(Column.Kind kind) {
    return switch (kind) {
      case TEXT, SINGLE_SELECT -> ColumnType.TEXT;
      case NUMBER -> ColumnType.DECIMAL;
      case DATE -> ColumnType.DATE;
      case DATETIME -> ColumnType.TIMESTAMP;
      case CHECKBOX -> ColumnType.BOOLEAN;
      case MULTI_SELECT -> ColumnType.ARRAY;
    };
  }

  private static ColumnType type(SystemColumn column) {
    return switch (column) {
      case ID, CREATED_BY, UPDATED_BY -> ColumnType.TEXT;
      case CREATED_AT, UPDATED_AT -> ColumnType.TIMESTAMP;
      case ROW_VERSION -> ColumnType.INTEGER;
    };
  }

  /**
   * A kind that a column got.
   *
   * @param afterEdit values that were logged later are of that kind
   * @param since when it got it, UTC
   */
  public record KindSince(long afterEdit, Column.Kind kind, LocalDateTime since) {}

  /**
   * A column and where its values are.
   *
   * @param warehouseName column of the SIGDS table
   * @param kinds which kinds it had, oldest first; empty if nobody knows of another one
   */
  public record StoredColumn(Column column, String warehouseName, List<KindSince> kinds) {
    public StoredColumn {
      kinds = List.copyOf(kinds);
    }

    /** A column that always had its kind. */
    public StoredColumn(Column column, String warehouseName) {
      this(column, warehouseName, List.of());
    }

    /** The SQL type its values are stored in. */
    public String sqlType() {
      return SqlNames.type(column.kind());
    }

    /** Whether the log row is from before the column was made, or got its kind. */
    public boolean isYoungerThan(long editNumber) {
      return !kinds.isEmpty() && kinds.getLast().afterEdit() >= editNumber;
    }

    /** The kind its values had in that log row. */
    public Column.Kind kindAt(long editNumber) {
      Column.Kind kind = kinds.isEmpty() ? column.kind() : kinds.getFirst().kind();
      for (KindSince one : kinds) {
        if (one.afterEdit() < editNumber) {
          kind = one.kind();
        }
      }
      return kind;
    }
  }
}
