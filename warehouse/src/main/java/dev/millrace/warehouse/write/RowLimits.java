package dev.millrace.warehouse.write;

import static dev.millrace.warehouse.sql.SqlNames.quote;

import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.WriteResult.Refused;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.write.PreparedChange.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How many rows tables hold and may hold, as a group of changes goes on. */
final class RowLimits {
  private final Connection connection;
  private final Map<TableId, Long> rows = new HashMap<>();

  RowLimits(Connection connection) {
    this.connection = connection;
  }

  /** Counts the rows of the change's table, if that matters. */
  void prepare(PreparedChange change) throws SQLException {
    StoredTable table = change.table();
    if (table.rules().maxRows().isPresent() && !rows.containsKey(table.owner())) {
      try (Statement statement = connection.createStatement();
          ResultSet count =
              statement.executeQuery("SELECT count(*) FROM " + quote(table.table()))) {
        count.next();
        rows.put(table.owner(), count.getLong(1));
      }
    }
  }

  /** Why there is no room for the change. A table that is too full may still be made smaller. */
  Optional<Refused> check(PreparedChange change) {
    Long before = rows.get(change.table().owner());
    if (before == null) {
      return Optional.empty();
    }
    long most = change.table().rules().maxRows().orElse(Long.MAX_VALUE);
    long gone = count(change, Kind.DELETE);
    long room = Math.max(most - before, 0) + gone;
    return count(change, Kind.INSERT) <= room
        ? Optional.empty()
        : Optional.of(
            new Refused(
                "TABLE_FULL",
                insertAfter(change, room),
                "",
                "'%s' holds %,d rows and may hold %,d. Delete some first."
                    .formatted(change.table().owner().element(), before, most)));
  }

  /** Index of the first insert for which there is no room. */
  private static int insertAfter(PreparedChange change, long room) {
    long left = room;
    for (int index = 0; index < change.rows().size(); index++) {
      if (change.rows().get(index).kind() == Kind.INSERT && left-- == 0) {
        return index;
      }
    }
    return -1;
  }

  void accepted(PreparedChange change) {
    rows.computeIfPresent(
        change.table().owner(),
        (table, count) -> count + count(change, Kind.INSERT) - count(change, Kind.DELETE));
  }

  private static long count(PreparedChange change, Kind kind) {
    return change.rows().stream().filter(row -> row.kind() == kind).count();
  }
}
