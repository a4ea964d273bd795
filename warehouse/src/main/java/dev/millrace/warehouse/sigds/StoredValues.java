package dev.millrace.warehouse.sigds;

import dev.millrace.warehouse.sigds.StoredTable.StoredColumn;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cells of a SIGDS table as the write path holds them: days as their midnight. */
public final class StoredValues {
  private StoredValues() {}

  /** The values of the table's columns, by column id, that stand in a row from that place on. */
  public static Map<String, @Nullable Object> read(StoredTable table, ResultSet row, int first)
      throws SQLException {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    int place = first;
    for (StoredColumn column : table.columns()) {
      values.put(column.column().id(), value(row.getObject(place)));
      place++;
    }
    return values;
  }

  /** A cell as a result gives it, as the write path holds it. */
  public static @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case Timestamp moment -> moment.toLocalDateTime();
      case Date day -> day.toLocalDate().atStartOfDay();
      case LocalDate day -> day.atStartOfDay();
      case null, default -> value;
    };
  }
}
