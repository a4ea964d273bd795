package dev.millrace.warehouse.history;

import dev.millrace.warehouse.EditHistory.ChangedSince;
import dev.millrace.warehouse.cell.Conversion;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sigds.StoredTable.KindSince;
import dev.millrace.warehouse.sigds.StoredTable.StoredColumn;
import dev.millrace.workbook.model.Column;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of the log as the table's columns would hold them now, whatever kind they were then. */
public record OldValues(StoredTable table) {
  /**
   * A value that was logged.
   *
   * @param value null if it does not fit
   * @param unfit why it does not
   */
  public record Fitted(@Nullable Object value, Optional<ChangedSince> unfit) {}

  Fitted fitted(LoggedChange change, String columnId, @Nullable Object logged) {
    return fitted(change.editNumber(), columnId, logged);
  }

  /** A value of the log row of that number. */
  public Fitted fitted(long editNumber, String columnId, @Nullable Object logged) {
    StoredColumn stored = table.column(columnId).orElse(null);
    if (stored == null || logged == null) {
      return new Fitted(logged, Optional.empty());
    }
    Column.Kind then = stored.kindAt(editNumber);
    Conversion conversion = Conversion.of(then, logged, stored.column());
    return conversion.value() == null && conversion.lost().isPresent()
        ? new Fitted(null, Optional.of(retyped(stored)))
        : new Fitted(conversion.value(), Optional.empty());
  }

  private static ChangedSince retyped(StoredColumn column) {
    LocalDateTime at =
        column.kinds().stream().map(KindSince::since).reduce((a, b) -> b).orElseThrow();
    return new ChangedSince(
        column.column().id(), "", at.toInstant(ZoneOffset.UTC), ChangedSince.Reason.RETYPED);
  }
}
