package dev.millrace.warehouse.rule;

import static dev.millrace.warehouse.sql.SqlNames.quote;

import dev.millrace.formula.Dialect;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sigds.StoredTable.StoredColumn;
import dev.millrace.warehouse.sql.InList;
import dev.millrace.workbook.model.CellText;
import dev.millrace.workbook.model.Column;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many rows hold a value in one column. Knows only of values that it was asked to look up. */
public final class HeldValues {
  /** Most values in one look-up. */
  private static final int LOOK_UP = 1_000;

  private final Dialect dialect;
  private final Map<String, Long> counts = new HashMap<>();

  /** Nothing is looked up yet. */
  public HeldValues(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Looks up those values as well.
   *
   * @param values stored values of the column; null is none
   */
  public void look(
      Connection connection, StoredTable table, StoredColumn column, Collection<?> values)
      throws SQLException {
    Map<String, Object> distinct = new HashMap<>();
    values.forEach(value -> {
      distinct.put(key(value), value);
      counts.put(key(value), 0L);
    });
    List<Object> all = new ArrayList<>(distinct.values());
    for (int from = 0; from < all.size(); from += LOOK_UP) {
      read(connection, table, column, all.subList(from, Math.min(all.size(), from + LOOK_UP)));
    }
  }

  private void read(
      Connection connection, StoredTable table, StoredColumn column, List<Object> values)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT %1$s, count(*) FROM %2$s WHERE %1$s IN (%3$s) GROUP BY %1$s"
                .formatted(
                    quote(column.warehouseName()),
                    quote(table.table()),
                    InList.of(dialect, column.sqlType(), values.size())))) {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, bound(column.column(), values.get(i)));
      }
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          counts.put(key(found.getObject(1)), found.getLong(2));
        }
      }
    }
  }

  /** A day is compared with days, so that an index serves. */
  public static Object bound(Column column, Object value) {
    return column.kind() == Column.Kind.DATE
            && value instanceof LocalDateTime moment
            && moment.equals(moment.toLocalDate().atStartOfDay())
        ? moment.toLocalDate()
        : value;
  }

  /** How many rows hold the value. */
  public long count(Object value) {
    return counts.getOrDefault(key(value), 0L);
  }

  /** A row holds another value from now on; null: none. */
  public void move(@Nullable Object before, @Nullable Object after) {
    if (before != null) {
      counts.merge(key(before), -1L, Long::sum);
    }
    if (after != null) {
      counts.merge(key(after), 1L, Long::sum);
    }
  }

  /** The same text for the same value, wherever it comes from. */
  public static String key(Object value) {
    return switch (value) {
      case Timestamp moment -> CellText.of(moment.toLocalDateTime());
      case Date day -> CellText.of(day.toLocalDate().atStartOfDay());
      case LocalDate day -> CellText.of(day.atStartOfDay());
      case Long whole -> CellText.of(BigDecimal.valueOf(whole));
      default -> CellText.of(value);
    };
  }
}
