package dev.millrace.warehouse.sigds;

import dev.millrace.warehouse.sigds.StoredTable.KindSince;
import dev.millrace.warehouse.sigds.StoredTable.StoredColumn;
import dev.millrace.warehouse.sql.SqlNames;
import dev.millrace.workbook.model.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An input table as the catalogue alone tells of it: whether or not it is still published.
 *
 * @param table its columns have their ids for names, and no rules
 * @param away columns of the trash, by the name they have meanwhile, with their SQL types
 * @param trashed whether the whole table is in the trash, and its view gone
 */
public record Catalogued(StoredTable table, Map<String, String> away, boolean trashed) {
  public Catalogued {
    away = Map.copyOf(away);
  }

  /** All of them, by workbook and element. */
  public static List<Catalogued> all(Connection connection) throws SQLException {
    List<Catalogued> tables = new ArrayList<>();
    for (TableCatalogue.Entry entry : TableCatalogue.all(connection)) {
      Map<String, List<KindSince>> kinds = ColumnCatalogue.kinds(connection, entry.id());
      List<StoredColumn> columns = new ArrayList<>();
      Map<String, String> away = new LinkedHashMap<>();
      for (ColumnCatalogue.Entry column : ColumnCatalogue.columns(connection, entry.id())) {
        String id = column.columnId();
        if (column.state() == ColumnCatalogue.State.LIVE) {
          columns.add(
              new StoredColumn(
                  new Column(id, id, column.kind(), false, Column.Rules.NONE),
                  column.warehouseName(),
                  kinds.getOrDefault(id, List.of())));
        } else {
          away.put(column.warehouseName(), SqlNames.type(column.kind()));
        }
      }
      tables.add(
          new Catalogued(
              new StoredTable(
                  entry.id(), entry.owner(), entry.table(), entry.log(), entry.view(), columns),
              away,
              entry.droppedAt().isPresent()));
    }
    return tables;
  }
}
