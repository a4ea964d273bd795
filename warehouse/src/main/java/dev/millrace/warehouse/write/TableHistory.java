package dev.millrace.warehouse.write;

import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.EditHistory;
import dev.millrace.warehouse.WriteResult;
import dev.millrace.warehouse.history.Pages;
import dev.millrace.warehouse.history.PastRows;
import dev.millrace.warehouse.history.Undoing;
import dev.millrace.warehouse.sigds.EditJson;
import dev.millrace.warehouse.sigds.EditLog;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sql.Session;
import dev.millrace.warehouse.sql.WarehouseSql;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log read on connections of its own; an undo goes through the writer, like every change. */
record TableHistory(
    Function<TableId, StoredTable> tables,
    GroupWriter.Connections connections,
    Writers writers,
    WarehouseSql sql,
    Clock clock,
    Rulebook rulebook,
    BiConsumer<PreparedChange, WriteResult.Written> committed)
    implements EditHistory {
  private static final Logger LOG = LoggerFactory.getLogger(TableHistory.class);

  /** Refusals of which the plan itself tells why. */
  private static final Set<String> SHOWN = Set.of("NOTHING_TO_UNDO", "COLUMN_RETYPED");

  private static final UndoPlan NO_PLAN = new UndoPlan(0, List.of());

  @Override
  public List<Entry> entries(TableId id, Filter filter) {
    StoredTable table = tables.apply(id);
    return reading(connection -> Pages.read(connection, table, filter));
  }

  @Override
  public UndoPlan preview(TableId id, Target target) {
    StoredTable table = tables.apply(id);
    Undoing undoing = reading(connection -> Undoing.of(connection, table, target));
    undoing
        .refusal()
        .filter(refused -> !SHOWN.contains(refused.code()))
        .ifPresent(refused -> {
          Refusal.Kind kind =
              refused.code().equals("CHANGE_NOT_FOUND")
                  ? Refusal.Kind.NOT_FOUND
                  : Refusal.Kind.CONFLICT;
          throw Refusal.of(kind, refused.code(), refused.message());
        });
    return undoing.plan();
  }

  @Override
  public Past past(TableId id, Instant at, Optional<String> after, int limit) {
    StoredTable table = tables.apply(id);
    PastRows.check(after, limit);
    LocalDateTime moment = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    return reading(connection -> {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      try {
        return new PastRows(connection, table).page(moment, after, limit);
      } finally {
        connection.rollback();
      }
    });
  }

  @Override
  public Undo undo(UUID change, TableId id, Target target, Reader reader) {
    GroupWriter writer = writers.of(tables.apply(id).id());
    // Looked up again by the writer: whatever is published before is over then.
    return writer
        .alone(
            session -> undo(session, writer.ledger(), change, tables.apply(id), target, reader),
            done -> done.tell().run())
        .undo();
  }

  /** An undo, and whom to tell of it once it is committed. */
  private record Done(Undo undo, Runnable tell) {}

  private Done undo(
      Session session, Ledger ledger, UUID id, StoredTable table, Target target, Reader reader)
      throws SQLException {
    Connection connection = session.connection();
    ledger.begin(session, List.of(table), List.of(), List.of());
    EditLog.Known known = new EditLog(connection, table).known(List.of(id)).get(id);
    if (known != null) {
      PreparedChange same = PreparedChange.undo(id, table, target, Undoing.NONE, reader);
      WriteResult answer = Repeated.answer(same, known);
      return new Done(new Undo(answer, plan(answer, known)), () -> {});
    }
    Undoing undoing = Undoing.of(connection, table, target);
    if (undoing.refusal().isPresent()) {
      Undoing.Refused why = undoing.refusal().get();
      WriteResult refused = new WriteResult.Refused(why.code(), -1, "", why.message());
      return new Done(new Undo(refused, undoing.plan()), () -> {});
    }
    PreparedChange change = PreparedChange.undo(id, table, target, undoing, reader);
    Group group = new Group(session, sql, ledger, clock, rulebook);
    group.prepare(List.of(change), List.of());
    WriteResult result = group.apply(change, true);
    group.flush();
    Runnable tell =
        result instanceof WriteResult.Written written
            ? () -> committed.accept(change, written)
            : () -> {};
    return new Done(new Undo(result, undoing.plan()), tell);
  }

  /** What the first call did; what stayed then, the log does not keep. */
  private static UndoPlan plan(WriteResult answer, EditLog.Known known) {
    if (!(answer instanceof WriteResult.Written written)) {
      return NO_PLAN;
    }
    List<RowUndo> rows =
        written.rows().stream().map(row -> new RowUndo(row.row(), Fate.BACK, List.of())).toList();
    Object undone = EditJson.read(known.metadata()).get("undoes");
    return new UndoPlan(undone instanceof List<?> changes ? changes.size() : 0, rows);
  }

  private interface Reading<T> {
    T run(Connection connection) throws SQLException;
  }

  private <T> T reading(Reading<T> work) {
    try (Connection connection = connections.open()) {
      return work.run(connection);
    } catch (SQLException e) {
      LOG.warn(
          "A log could not be read: {}",
          String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
      throw Refusal.of(
          Refusal.Kind.UNAVAILABLE,
          "WAREHOUSE_UNAVAILABLE",
          "The warehouse could not answer this query; try again in a moment.");
    }
  }
}
