package dev.millrace.warehouse.history;

import static dev.millrace.warehouse.sql.SqlNames.quote;

import dev.millrace.warehouse.EditHistory.RowEdit;
import dev.millrace.warehouse.WriteResult.Since;
import dev.millrace.warehouse.sigds.EditJson;
import dev.millrace.warehouse.sigds.StoredTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Who changed one row after a certain edit.
 *
 * @param all newest first
 * @param cells by column id, the newest of those who put another value there
 */
public record Touches(List<Since> all, Map<String, Since> cells) {
  /** Reads them from the table's log. */
  public static Touches read(Connection connection, StoredTable table, String row, long after)
      throws SQLException {
    Touches touches = new Touches(new ArrayList<>(), new HashMap<>());
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT "EDIT_NUM", "EDIT", "METADATA", "TIMESTAMP" FROM %s
            WHERE "EDIT_NUM" > ? AND CAST("EDIT" AS VARCHAR) LIKE ? ORDER BY "EDIT_NUM" DESC
            """
                .formatted(quote(table.log())))) {
      statement.setLong(1, after);
      statement.setString(2, "%\"row\":\"" + row + "\"%");
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          Since by =
              new Since(
                  String.valueOf(EditJson.read(found.getString(3)).get("user")),
                  found.getObject(4, LocalDateTime.class).toInstant(ZoneOffset.UTC));
          LoggedChange.rows(table, found.getLong(1), EditJson.read(found.getString(2))).stream()
              .filter(edit -> edit.row().equals(row))
              .forEach(edit -> touches.add(by, edit));
        }
      }
    }
    return touches;
  }

  private void add(Since by, RowEdit edit) {
    all.add(by);
    edit.now()
        .forEach((column, value) -> {
          if (!Objects.equals(value, edit.old().get(column))) {
            cells.putIfAbsent(column, by);
          }
        });
  }
}
