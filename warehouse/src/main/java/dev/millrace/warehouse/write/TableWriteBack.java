package dev.millrace.warehouse.write;

import dev.millrace.formula.Formulas;
import dev.millrace.warehouse.Change;
import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.EditHistory;
import dev.millrace.warehouse.InputTables;
import dev.millrace.warehouse.WriteBack;
import dev.millrace.warehouse.WriteResult;
import dev.millrace.warehouse.cell.Defaults;
import dev.millrace.warehouse.history.LogReader.Touched;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sigds.TablePublisher;
import dev.millrace.warehouse.sql.LogFirstSql;
import dev.millrace.warehouse.sql.WarehouseSql;
import dev.millrace.warehouse.write.GroupWriter.Connections;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.Element;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Input tables of one warehouse: published, changed, followed. */
public final class TableWriteBack implements WriteBack, InputTables, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TableWriteBack.class);

  private final Map<TableId, StoredTable> tables = new ConcurrentHashMap<>();
  private final CopyOnWriteArrayList<ChangeListener> listeners = new CopyOnWriteArrayList<>();
  private final Writers writers;
  private final WarehouseSql sql;
  private final Optional<LogFollower> follower;
  private final Clock clock;
  private final Defaults defaults;
  private final Rulebook rulebook;

  private final Optional<Finisher> finisher;

  /**
   * For a warehouse that has log and tables in one transaction.
   *
   * @param formulas computes defaults and rules
   * @param maxGroup most changes that share a commit
   */
  public TableWriteBack(
      Connections connections, WarehouseSql sql, Formulas formulas, Clock clock, int maxGroup) {
    this(connections, sql, formulas, clock, maxGroup, Optional.empty());
  }

  /** For a warehouse that commits statement by statement. */
  public TableWriteBack(
      Connections connections,
      LogFirstSql sql,
      Formulas formulas,
      Clock clock,
      int maxGroup,
      LogFirstSettings settings) {
    this(connections, sql, formulas, clock, maxGroup, Optional.of(new LogFirstWay(sql, settings)));
  }

  private TableWriteBack(
      Connections connections,
      WarehouseSql sql,
      Formulas formulas,
      Clock clock,
      int maxGroup,
      Optional<LogFirstWay> logFirst) {
    this.sql = sql;
    this.clock = clock;
    this.defaults = new Defaults(formulas, clock);
    this.rulebook =
        new Rulebook(formulas, sql.dialect(), id -> Optional.ofNullable(tables.get(id)));
    this.writers =
        logFirst.isEmpty()
            ? Writers.oneForAll(
                writer(connections, new Transactional(sql), maxGroup, Thread.ofPlatform()))
            : Writers.oneForEach(
                () -> writer(connections, logFirst.get().ledger(), maxGroup, Thread.ofVirtual()));
    this.finisher =
        logFirst.map(way -> new Finisher(tables::values, writers, way.settings().sweep()));
    catalogue(session -> {
      TablePublisher.prepare(session.connection(), sql);
      return true;
    });
    this.follower =
        sql.shared()
            ? Optional.of(new LogFollower(connections, sql, this::tell))
            : Optional.empty();
  }

  /** How a warehouse is written that commits statement by statement. */
  private record LogFirstWay(LogFirstSql sql, LogFirstSettings settings) {
    Ledger ledger() {
      return new LogFirst(sql, settings.lease(), settings);
    }
  }

  private GroupWriter writer(
      Connections connections, Ledger ledger, int maxGroup, Thread.Builder thread) {
    return new GroupWriter(
        connections, sql, ledger, clock, maxGroup, rulebook, this::committed, thread);
  }

  private <T> T catalogue(GroupWriter.Exclusive<T> work) {
    GroupWriter first = writers.first();
    return first.alone(session -> {
      first.ledger().beginCatalogue();
      return work.run(session);
    });
  }

  @Override
  public WriteResult write(Change change, Reader reader) {
    StoredTable table = tables.get(change.table());
    if (table == null) {
      return new WriteResult.Refused(
          "TABLE_NOT_FOUND",
          -1,
          "",
          "There is no input table '%s' in workbook '%s'."
              .formatted(change.table().element(), change.table().workbook()));
    }
    PreparedChange.Outcome prepared = PreparedChange.of(change, table, reader, defaults);
    return prepared.prepared().isPresent()
        ? writers.of(table.id()).write(prepared.prepared().get())
        : prepared.refused().orElseThrow();
  }

  @Override
  public void endExecution(String executionId) {
    writers.endExecution(executionId);
  }

  @Override
  public Published publish(String workbook, Element.InputTable table, Optional<Path> csv) {
    TablePublisher.Outcome outcome =
        catalogue(session -> TablePublisher.publish(session, sql, workbook, table, csv));
    tables.put(outcome.table().owner(), outcome.table());
    follower.ifPresent(following -> following.follow(outcome.table(), outcome.head()));
    return outcome.published();
  }

  /** The log of these tables, and the way back. */
  public EditHistory history(Connections connections) {
    return new TableHistory(
        this::table, connections, writers, sql, clock, rulebook, this::committed);
  }

  /**
   * Brings tables up to their logs before they are read, where that failed before. They may still
   * be behind afterwards, if it fails again.
   */
  public void settle() {
    finisher.ifPresent(Finisher::settle);
  }

  /** Finishes what processes that died left undone; also done from time to time. */
  public void finishAbandoned() {
    finisher.ifPresent(Finisher::finishAbandoned);
  }

  @Override
  public AutoCloseable follow(ChangeListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /**
   * The table, as it was last published here.
   *
   * @throws Refusal {@code TABLE_NOT_FOUND}
   */
  public StoredTable table(TableId id) {
    StoredTable table = tables.get(id);
    if (table == null) {
      throw Refusal.of(
          Refusal.Kind.NOT_FOUND,
          "TABLE_NOT_FOUND",
          "There is no input table '%s' in workbook '%s'.".formatted(id.element(), id.workbook()));
    }
    return table;
  }

  /** What this process did; where others write too, all of it comes from the log, in its order. */
  private void committed(PreparedChange change, WriteResult.Written written) {
    if (follower.isEmpty()) {
      tell(
          change.table(),
          new Touched(
              written.change(),
              written.editNumber(),
              written.rows().stream().map(WriteResult.RowState::row).toList(),
              change.author().user()));
    }
  }

  private void tell(StoredTable table, Touched change) {
    for (ChangeListener listener : listeners) {
      try {
        listener.changed(
            table.owner(), change.change(), change.editNumber(), change.rows(), change.user());
      } catch (RuntimeException e) {
        // The change is committed; whoever listens badly must not make it look as if it were not.
        LOG.error("A listener of committed changes failed", e);
      }
    }
  }

  @Override
  public void close() {
    finisher.ifPresent(Finisher::close);
    writers.close();
    follower.ifPresent(LogFollower::close);
  }
}
