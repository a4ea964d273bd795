package dev.millrace.warehouse.write;

import dev.millrace.warehouse.Change;
import dev.millrace.warehouse.WriteResult;
import dev.millrace.warehouse.history.Touches;
import dev.millrace.warehouse.sigds.EditJson;
import dev.millrace.warehouse.sigds.EditLog;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sql.Session;
import dev.millrace.warehouse.sql.WarehouseSql;
import dev.millrace.warehouse.write.PreparedChange.PreparedRow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Several changes in one transaction, each with an answer of its own: one that is refused leaves no
 * trace, and the next sees what the ones before it made.
 */
final class Group {
  private static final WriteResult ENDED =
      new WriteResult.Refused(
          "EXECUTION_ENDED", -1, "", "The execution has ended; it can change nothing any more.");

  private final Session session;
  private final WarehouseSql sql;
  private final Ledger ledger;
  private final Clock clock;
  private final Rulebook rulebook;
  private final GroupRules rules;
  private final Set<String> ended = new HashSet<>();
  private final Map<UUID, Work> tables = new LinkedHashMap<>();

  Group(Session session, WarehouseSql sql, Ledger ledger, Clock clock, Rulebook rulebook) {
    this.session = session;
    this.ledger = ledger;
    this.sql = sql;
    this.clock = clock;
    this.rulebook = rulebook;
    this.rules = new GroupRules(session.connection(), rulebook);
  }

  /** What goes on in one table. */
  private static final class Work {
    private final EditLog log;
    private final StoredTable table;
    private final TableState state;
    private final Map<UUID, EditLog.Known> known = new HashMap<>();
    private final List<EditLog.Entry> entries = new ArrayList<>();
    private final List<PreparedChange> changes;
    private EditLog.Head head;
    private boolean looked;
    private boolean written;

    Work(
        Session session,
        WarehouseSql sql,
        List<PreparedChange> changes,
        EditLog.@Nullable Head head)
        throws SQLException {
      this.table = changes.getFirst().table();
      this.changes = changes;
      this.log = new EditLog(session.connection(), table);
      this.state = new TableState(session, sql, table);
      this.head = head != null ? head : log.head();
      Set<String> rows = new HashSet<>();
      changes.forEach(change -> ids(change).forEach(rows::add));
      state.load(rows);
    }

    /** Ids of the rows that are known to be the change's. */
    private static Stream<String> ids(PreparedChange change) {
      return change.rows().stream().filter(row -> row.search().isEmpty()).map(PreparedRow::row);
    }

    /** Log first, then the table. */
    void write(Session session, Ledger ledger) throws SQLException {
      if (!entries.isEmpty()) {
        ledger.store(session, new Ledger.Decided(table, log, List.copyOf(entries), state));
        state.settle();
        entries.clear();
        written = true;
      }
    }

    /** What the log holds of that change. Once one is asked for, all of the group are looked up. */
    Optional<EditLog.Known> known(UUID change) throws SQLException {
      if (!looked) {
        looked = true;
        log.known(changes.stream().map(one -> one.change().id()).toList())
            .forEach(known::putIfAbsent);
      }
      return Optional.ofNullable(known.get(change));
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
    Map<UUID, List<PreparedChange>> byTable = new LinkedHashMap<>();
    for (PreparedChange change : changes) {
      byTable.computeIfAbsent(change.table().id(), table -> new ArrayList<>()).add(change);
    }
    Map<UUID, EditLog.Head> heads =
        ledger.begin(
            session,
            byTable.values().stream().map(some -> some.getFirst().table()).toList(),
            executions,
            ends);
    for (Map.Entry<UUID, List<PreparedChange>> table : byTable.entrySet()) {
      UUID id = table.getKey();
      tables.put(id, new Work(session, sql, table.getValue(), heads.get(id)));
    }
    loadEnded(executions);
    rules.prepare(changes);
  }

  private void loadEnded(List<String> executions) throws SQLException {
    if (executions.isEmpty()) {
      return;
    }
    PreparedStatement statement =
        session.prepared(
            "SELECT EXECUTION_ID FROM MILLRACE_ENDED_EXECUTIONS WHERE EXECUTION_ID IN (%s)"
                .formatted(Session.places(executions.size())));
    Session.bind(statement, 1, executions);
    try (ResultSet found = statement.executeQuery()) {
      while (found.next()) {
        ended.add(found.getString(1));
      }
    }
  }

  void end(String execution) throws SQLException {
    ended.add(execution);
    PreparedStatement statement =
        session.prepared(
            """
            INSERT INTO MILLRACE_ENDED_EXECUTIONS
            SELECT CAST(? AS VARCHAR), CAST(CURRENT_TIMESTAMP AS TIMESTAMP)
            WHERE NOT EXISTS (
              SELECT 1 FROM MILLRACE_ENDED_EXECUTIONS WHERE EXECUTION_ID = ?)
            """);
    statement.setString(1, execution);
    statement.setString(2, execution);
    statement.executeUpdate();
  }

  /**
   * What becomes of the change. Whether the log holds it already is looked up only if it may not
   * be: a change that was done before is refused by the rows it made or by the log's own key, and
   * the caller then asks again, with {@code careful}.
   */
  WriteResult apply(PreparedChange change, boolean careful) throws SQLException {
    Work work = tables.get(change.table().id());
    if (work == null) {
      throw new IllegalStateException("The change was not prepared");
    }
    UUID id = change.change().id();
    if (careful || work.known.containsKey(id)) {
      Optional<EditLog.Known> known = work.known(id);
      if (known.isPresent()) {
        return Repeated.answer(change, known.get());
      }
    }
    LocalDateTime at = EditLog.now(clock);
    return switch (attempt(change, work, at)) {
      case Attempt.Refused refused ->
          careful
              ? refused.why()
              : work.known(id).map(known -> Repeated.answer(change, known)).orElse(refused.why());
      case Attempt.Accepted accepted -> accept(accepted.change(), work, accepted.applied(), at);
    };
  }

  private WriteResult accept(PreparedChange change, Work work, Applied applied, LocalDateTime at) {
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

  /** What came of looking at a change. */
  private sealed interface Attempt {
    record Refused(WriteResult why) implements Attempt {}

    /** The change with all of its rows, and what it makes of them. */
    record Accepted(PreparedChange change, Applied applied) implements Attempt {}
  }

  /** Who may not at all, then what the rows say, then the rules that need them. */
  private Attempt attempt(PreparedChange change, Work work, LocalDateTime at) throws SQLException {
    if (change.change().origin().execution().filter(ended::contains).isPresent()) {
      return new Attempt.Refused(ENDED);
    }
    if (change.broken().isPresent()) {
      return new Attempt.Refused(change.broken().get());
    }
    PreparedChange whole = change;
    if (change.searches()) {
      PreparedChange.Outcome outcome = found(change, work);
      if (outcome.refused().isPresent()) {
        return new Attempt.Refused(outcome.refused().get());
      }
      whole = outcome.prepared().orElseThrow();
    }
    Applied applied =
        new Applied(
            whole,
            work.state,
            (row, version) -> touches(work, row, version),
            work.head.editNumber() + 1,
            at);
    Optional<WriteResult> refusal = applied.refusal();
    if (refusal.isEmpty()) {
      refusal = rules.check(whole, work.state, applied, at).map(whole::told);
    }
    return refusal.isPresent()
        ? new Attempt.Refused(refusal.get())
        : new Attempt.Accepted(whole, applied);
  }

  /** The change with the rows it looks for, among them those that the group has written so far. */
  private PreparedChange.Outcome found(PreparedChange change, Work work) throws SQLException {
    for (Work each : tables.values()) {
      each.write(session, ledger);
    }
    if (!ledger.visible()) {
      throw new SQLTransientException("the table is behind its log, so nothing can be found in it");
    }
    PreparedChange.Outcome outcome = new RowSearch(session.connection(), rulebook).find(change);
    if (outcome.prepared().isPresent()) {
      work.state.load(Work.ids(outcome.prepared().get()).collect(Collectors.toSet()));
      rules.prepare(List.of(outcome.prepared().get()));
    }
    return outcome;
  }

  private Touches touches(Work work, String row, long version) throws SQLException {
    work.write(session, ledger);
    return Touches.read(session.connection(), work.table, row, version);
  }

  private String metadata(PreparedChange change) {
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
    metadata.putAll(ledger.stamp());
    return EditJson.text(metadata);
  }

  /** Writes what is not yet written; the caller commits all of it at once. */
  void flush() throws SQLException {
    List<String> changed = new ArrayList<>();
    for (Map.Entry<UUID, Work> table : tables.entrySet()) {
      Work work = table.getValue();
      work.write(session, ledger);
      if (work.written) {
        changed.add(table.getKey().toString());
      }
    }
    sql.announce(session, changed);
  }

  /** The newest log rows, once this is committed. */
  Map<UUID, EditLog.Head> heads() {
    Map<UUID, EditLog.Head> newest = new HashMap<>();
    tables.forEach((table, work) -> newest.put(table, work.head));
    return newest;
  }
}
