package dev.millrace.warehouse.publish;

import static dev.millrace.warehouse.sql.SqlNames.quote;
import static java.util.stream.Collectors.joining;

import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.TableChanges.TableFate;
import dev.millrace.warehouse.publish.PublishPlan.Leaving;
import dev.millrace.warehouse.publish.PublishPlan.TablePlan;
import dev.millrace.warehouse.sigds.EditLog;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sigds.StoredTable.StoredColumn;
import dev.millrace.warehouse.sigds.TableCatalogue;
import dev.millrace.warehouse.sql.SchemaChanges;
import dev.millrace.warehouse.sql.Session;
import dev.millrace.warehouse.sql.WarehouseSql;
import dev.millrace.workbook.model.SystemColumn;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gives tables, logs and views the shape that a plan wants; what is in them is others' business.
 */
public final class TableShape {
  private final Session session;
  private final WarehouseSql sql;
  private final SchemaChanges schema;
  private final TrashTerm term;

  TableShape(Session session, WarehouseSql sql, SchemaChanges schema, TrashTerm term) {
    this.session = session;
    this.sql = sql;
    this.schema = schema;
    this.term = term;
  }

  /** Sends a table into the trash. */
  void leave(Leaving leaving) throws SQLException {
    schema.dropView(leaving.entry().view());
    TableCatalogue.trash(schema, leaving.entry(), term.now());
  }

  /** Makes the table, or brings it up to date. Its view is still to come. */
  StoredTable shape(TablePlan plan) throws SQLException {
    boolean created = plan.fate() == TableFate.CREATED;
    TableCatalogue.Entry entry = entry(plan);
    EditLog.Head head =
        created ? EditLog.START : new EditLog(session.connection(), stored(entry)).head();
    List<StoredColumn> columns =
        new ColumnChanges(session, sql, schema, entry, term, head).make(plan.columns());
    return new StoredTable(
        entry.id(),
        plan.owner(),
        entry.table(),
        entry.log(),
        entry.view(),
        columns,
        plan.wanted().table().rules(),
        false);
  }

  /** The table without its columns. */
  static StoredTable stored(TableCatalogue.Entry entry) {
    return new StoredTable(
        entry.id(), entry.owner(), entry.table(), entry.log(), entry.view(), List.of());
  }

  private TableCatalogue.Entry entry(TablePlan plan) throws SQLException {
    Optional<TableCatalogue.Entry> known = plan.known();
    return switch (plan.fate()) {
      case CREATED -> {
        if (known.isPresent()) {
          Trash.drop(schema, known.get());
        }
        yield create(plan.owner());
      }
      case RESTORED -> TableCatalogue.restore(session.connection(), schema, known.orElseThrow());
      case KEPT -> known.orElseThrow();
      case TRASHED -> throw new IllegalStateException("It leaves; there is nothing to make");
    };
  }

  private TableCatalogue.Entry create(TableId owner) throws SQLException {
    TableCatalogue.Entry entry = TableCatalogue.named(session.connection(), owner);
    createTable(schema, entry.table());
    schema.run(
        """
        CREATE TABLE %s (
          "EDIT_NUM" BIGINT PRIMARY KEY, "DS_ID" VARCHAR NOT NULL,
          "CHANGE_ID" VARCHAR NOT NULL UNIQUE, "EDIT" JSON NOT NULL, "METADATA" JSON NOT NULL,
          "TIMESTAMP" TIMESTAMP NOT NULL, "EDIT_HASH" VARCHAR NOT NULL,
          "PREVIOUS_HASH" VARCHAR NOT NULL, "HASH" VARCHAR NOT NULL)
        """
            .formatted(quote(entry.log())));
    schema.uses(entry.log(), "SELECT, INSERT");
    TableCatalogue.add(schema, entry);
    return entry;
  }

  /** Makes a table with the columns that every input table has. */
  public static void createTable(SchemaChanges schema, String name) throws SQLException {
    schema.run(
        """
        CREATE TABLE %s (
          "ID" VARCHAR PRIMARY KEY, "CREATED_AT" TIMESTAMP NOT NULL,
          "CREATED_BY" VARCHAR NOT NULL, "UPDATED_AT" TIMESTAMP NOT NULL,
          "UPDATED_BY" VARCHAR NOT NULL, "ROW_VERSION" BIGINT NOT NULL)
        """
            .formatted(quote(name)));
    schema.uses(name, "SELECT, INSERT, UPDATE, DELETE");
  }

  /** Makes the readable view, or brings it up to date. */
  public static void createView(SchemaChanges schema, StoredTable table) throws SQLException {
    String columns =
        Stream.concat(
                table.columns().stream()
                    .map(column ->
                        quote(column.warehouseName()) + " AS " + quote(column.column().name())),
                Arrays.stream(SystemColumn.values()).map(column -> quote(column.name())))
            .collect(joining(", "));
    schema.replaceView(table.view(), "SELECT %s FROM %s".formatted(columns, quote(table.table())));
  }
}
