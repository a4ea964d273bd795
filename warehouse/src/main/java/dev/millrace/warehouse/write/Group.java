package dev.millrace.warehouse.write;

import dev.millrace.warehouse.Change;
import dev.millrace.warehouse.WriteResult;
import dev.millrace.warehouse.sigds.EditJson;
import dev.millrace.warehouse.sigds.EditLog;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sql.WarehouseSql;
import dev.millrace.warehouse.write.PreparedChange.PreparedRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Several changes in one transaction, each with an answer of its own: one that is refused leaves no
 * trace, and the next sees what the ones before it made.
 */
final class Group {
  private final Connection connection;
  private final WarehouseSql sql;
  private final Clock clock;
  private final GroupRules rules;
  private final Set<String> ended = new HashSet<>();
  private final Map<UUID, Work> tables = new LinkedHashMap<>();

  Group(Connection connection, WarehouseSql sql, Clock clock, Rulebook rulebook) {
    this.connection = connection;
    this.sql = sql;
    this.clock = clock;
    this.rules = new GroupRules(connection, rulebook);
  }

  /** What goes on in one table. */
  private static final class Work {
    private final EditLog log;
    private final TableState state;
    private final Map<UUID, EditLog.Known> known = new HashMap<>();
    private final List<EditLog.Entry> entries = new ArrayList<>();
    private EditLog.Head head;

    Work(Connection connection, WarehouseSql sql, StoredTable table, List<PreparedChange> changes)
        throws SQLException {
      this.log = new EditLog(connection, table);
      this.state = new TableState(connection, sql, table);
      this.head = log.head();
      Set<String> rows = new HashSet<>();
      for (PreparedChange change : changes) {
        change.rows().stream().map(PreparedRow::row).forEach(rows::add);
      }
      state.load(rows);
      known.putAll(log.known(changes.stream().map(change -> change.change().id()).toList()));
    }
  }

  /** Reads all that the changes and the ends of executions need to know. */
  void prepare(List<PreparedChange> changes, List<String> ends) throws SQLException {
    List<String> executions =
        changes.stream()
            .map(change -> change.change().origin().execution())
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    sql.lockTables(
        connection,
        changes.stream().map(change -> change.table().id().toString()).distinct().toList());
    sql.lockExecutions(connection, executions, ends);
    Map<UUID, List<PreparedChange>> byTable = new LinkedHashMap<>();
    for (PreparedChange change : changes) {
      byTable.computeIfAbsent(change.table().id(), table -> new ArrayList<>()).add(change);
    }
    for (List<PreparedChange> ofTable : byTable.values()) {
      StoredTable table = ofTable.getFirst().table();
      tables.put(table.id(), new Work(connection, sql, table, ofTable));
    }
    loadEnded(executions);
    rules.prepare(changes);
  }

  private void loadEnded(List<String> executions) throws SQLException {
    if (executions.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT EXECUTION_ID FROM MILLRACE_ENDED_EXECUTIONS WHERE EXECUTION_ID IN (%s)"
                .formatted(String.join(", ", Collections.nCopies(executions.size(), "?"))))) {
      for (int i = 0; i < executions.size(); i++) {
        statement.setString(i + 1, executions.get(i));
      }
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          ended.add(found.getString(1));
        }
      }
    }
  }

  void end(String execution) throws SQLException {
    ended.add(execution);
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            INSERT INTO MILLRACE_ENDED_EXECUTIONS
            SELECT CAST(? AS VARCHAR), CAST(CURRENT_TIMESTAMP AS TIMESTAMP)
            WHERE NOT EXISTS (
              SELECT 1 FROM MILLRACE_ENDED_EXECUTIONS WHERE EXECUTION_ID = ?)
            """)) {
      statement.setString(1, execution);
      statement.setString(2, execution);
      statement.executeUpdate();
    }
  }

  WriteResult apply(PreparedChange change) throws SQLException {
    Work work = tables.get(change.table().id());
    if (work == null) {
      throw new IllegalStateException("The change was not prepared");
    }
    EditLog.Known known = work.known.get(change.change().id());
    if (known != null) {
      return Repeated.answer(change, known);
    }
    Change.Origin origin = change.change().origin();
    if (origin.execution().filter(ended::contains).isPresent()) {
      return new WriteResult.Refused(
          "EXECUTION_ENDED", -1, "", "The execution has ended; it can change nothing any more.");
    }
    if (change.broken().isPresent()) {
      return change.broken().get();
    }
    LocalDateTime at = EditLog.now(clock);
    Applied applied = new Applied(change, work.state, work.log, work.head.editNumber() + 1, at);
    Optional<WriteResult> refusal = applied.refusal();
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Optional<WriteResult.Refused> broken = rules.check(change, work.state, applied, at);
    if (broken.isPresent()) {
      return broken.get();
    }
    rules.accepted(change, work.state);
    EditLog.Entry entry =
        EditLog.Entry.after(work.head, change.change().id(), applied.edit(), metadata(change), at);
    work.entries.add(entry);
    work.head = entry.head();
    work.known.put(
        change.change().id(),
        new EditLog.Known(entry.editNumber(), entry.edit(), entry.metadata()));
    return applied.accept();
  }

  private static String metadata(PreparedChange change) {
    Change.Origin origin = change.change().origin();
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("user", change.author().user());
    metadata.put("actor", origin.actor().name());
    origin.execution().ifPresent(execution -> metadata.put("execution", execution));
    origin.sequence().ifPresent(sequence -> metadata.put("sequence", sequence));
    if (origin.version() == Change.Version.DRAFT) {
      metadata.put("version", origin.version().name());
    }
    origin.step().ifPresent(step -> metadata.put("step", step));
    metadata.put("workbook", change.table().owner().workbook());
    metadata.put("element", change.table().owner().element());
    metadata.put("content", change.fingerprint());
    if (!change.undone().changes().isEmpty()) {
      metadata.put("undoes", change.undone().changes().stream().map(UUID::toString).toList());
      metadata.put("whole", change.undone().whole());
    }
    return EditJson.text(metadata);
  }

  /** Log first, then the tables; the caller commits both at once. */
  void flush() throws SQLException {
    List<String> changed = new ArrayList<>();
    for (Map.Entry<UUID, Work> table : tables.entrySet()) {
      Work work = table.getValue();
      if (!work.entries.isEmpty()) {
        work.log.append(sql, work.entries);
        work.state.flush();
        changed.add(table.getKey().toString());
      }
    }
    sql.announce(connection, changed);
  }
}
