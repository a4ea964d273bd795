package dev.millrace.warehouse.write;

import dev.millrace.formula.Formulas;
import dev.millrace.warehouse.Change;
import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.EditHistory;
import dev.millrace.warehouse.InputTables;
import dev.millrace.warehouse.TableChanges;
import dev.millrace.warehouse.TableChanges.Request;
import dev.millrace.warehouse.TableChanges.Wanted;
import dev.millrace.warehouse.WriteBack;
import dev.millrace.warehouse.WriteResult;
import dev.millrace.warehouse.cell.Defaults;
import dev.millrace.warehouse.history.LogReader.Touched;
import dev.millrace.warehouse.publish.PublishTerms;
import dev.millrace.warehouse.publish.TablePublisher;
import dev.millrace.warehouse.publish.Trash;
import dev.millrace.warehouse.publish.TrashTerm;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sigds.TableCatalogue;
import dev.millrace.warehouse.sql.ChangesAtOnce;
import dev.millrace.warehouse.sql.LogFirstSql;
import dev.millrace.warehouse.sql.Session;
import dev.millrace.warehouse.sql.WarehouseSql;
import dev.millrace.warehouse.write.GroupWriter.Connections;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.Element;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
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
  private final Connections connections;
  private final PublishTerms terms;

  /** Writes share it from being prepared to being answered: none is of columns that went since. */
  private final ReadWriteLock schema = new ReentrantReadWriteLock();

  private final Optional<Finisher> finisher;

  /**
   * For a warehouse that has log and tables in one transaction.
   *
   * @param formulas computes defaults and rules
   * @param maxGroup most changes that share a commit
   * @param terms how publishing goes there
   */
  public TableWriteBack(
      Connections connections,
      WarehouseSql sql,
      Formulas formulas,
      Clock clock,
      int maxGroup,
      PublishTerms terms) {
    this(connections, sql, formulas, clock, maxGroup, terms, Optional.empty());
  }

  /** For a warehouse that commits statement by statement. */
  public TableWriteBack(
      Connections connections,
      LogFirstSql sql,
      Formulas formulas,
      Clock clock,
      int maxGroup,
      PublishTerms terms,
      LogFirstSettings settings) {
    this(
        connections,
        sql,
        formulas,
        clock,
        maxGroup,
        terms,
        Optional.of(new LogFirstWay(sql, settings)));
  }

  private TableWriteBack(
      Connections connections,
      WarehouseSql sql,
      Formulas formulas,
      Clock clock,
      int maxGroup,
      PublishTerms terms,
      Optional<LogFirstWay> logFirst) {
    this.connections = connections;
    this.sql = sql;
    this.clock = clock;
    this.terms = terms;
    this.defaults = new Defaults(formulas, clock);
    this.rulebook = new Rulebook(formulas, sql.dialect(), this::published);
    this.writers =
        logFirst.isEmpty()
            ? Writers.oneForAll(
                writer(connections, new Transactional(sql), maxGroup, Thread.ofPlatform()))
            : Writers.oneForEach(
                () -> writer(connections, logFirst.get().ledger(), maxGroup, Thread.ofVirtual()));
    this.finisher =
        logFirst.map(way -> new Finisher(tables::values, writers, way.settings().sweep()));
    catalogue(
        session -> {
          sql.lockCatalogue(session.connection());
          if (terms.ddl()) {
            TableCatalogue.create(new ChangesAtOnce(session.connection(), sql));
          }
          return true;
        },
        done -> {});
    this.follower =
        sql.shared()
            ? Optional.of(new LogFollower(connections, sql, this::tell))
            : Optional.empty();
    sweep();
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

  private <T> T catalogue(GroupWriter.Exclusive<T> work, Consumer<T> done) {
    GroupWriter first = writers.first();
    return first.alone(
        session -> {
          first.ledger().beginCatalogue();
          return work.run(session);
        },
        done);
  }

  @Override
  public WriteResult write(Change change, Reader reader) {
    schema.readLock().lock();
    try {
      return writeAsPublished(change, reader);
    } finally {
      schema.readLock().unlock();
    }
  }

  private WriteResult writeAsPublished(Change change, Reader reader) {
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
    Request request = new Request(workbook, List.of(new Wanted(table, csv)), false);
    return publish(request, false).tables().getFirst().published();
  }

  @Override
  public TableChanges publish(Request request) {
    return publish(request, true).publication();
  }

  private TablePublisher.Outcome publish(Request request, boolean whole) {
    schema.writeLock().lock();
    try {
      return catalogue(session -> publisher(session).publish(request, whole), this::published);
    } finally {
      schema.writeLock().unlock();
    }
  }

  private void published(TablePublisher.Outcome outcome) {
    outcome
        .left()
        .forEach(table -> {
          tables.remove(table.owner());
          follower.ifPresent(following -> following.leave(table));
        });
    outcome
        .tables()
        .forEach(made -> {
          tables.put(made.table().owner(), made.table());
          follower.ifPresent(following -> following.follow(made.table(), made.head()));
        });
  }

  @Override
  public TableChanges preview(Request request) {
    return reading(connection -> publisher(new Session(connection)).preview(request));
  }

  @Override
  public List<Trashed> trash() {
    return reading(connection -> Trash.list(connection, term()));
  }

  @Override
  public int sweep() {
    if (!terms.ddl()) {
      return 0;
    }
    TrashTerm term = term();
    int swept = 0;
    for (Trash.Overdue one : reading(connection -> Trash.overdue(connection, term))) {
      try {
        if (catalogue(session -> Trash.drop(session.connection(), sql, one, term), done -> {})) {
          swept++;
        }
      } catch (Refusal e) {
        // It stays for the next time; the others go.
        LOG.warn("'{}' stays in the trash: {}", one.name(), e.getMessage());
      }
    }
    return swept;
  }

  private TablePublisher publisher(Session session) {
    return new TablePublisher(session, sql, term(), terms.ddl());
  }

  private TrashTerm term() {
    return TrashTerm.at(clock, terms.trashKept());
  }

  private interface Reading<T> {
    T run(Connection connection) throws SQLException;
  }

  private <T> T reading(Reading<T> work) {
    try (Connection connection = connections.open()) {
      return work.run(connection);
    } catch (SQLException e) {
      LOG.warn("The catalogue could not be read: {}", e.toString());
      throw Refusal.of(
          Refusal.Kind.UNAVAILABLE,
          "WAREHOUSE_UNAVAILABLE",
          "The warehouse does not answer; try again in a moment.");
    }
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

  /** Who writes what belongs to no table, and where transactions hold several tables, all else. */
  public GroupWriter writer() {
    return writers.first();
  }

  /** The table as it was last published here, or empty. */
  public Optional<StoredTable> published(TableId id) {
    return Optional.ofNullable(tables.get(id));
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
