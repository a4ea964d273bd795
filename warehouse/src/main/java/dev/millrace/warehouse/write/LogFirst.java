package dev.millrace.warehouse.write;

import dev.millrace.warehouse.lease.WriterLease;
import dev.millrace.warehouse.lease.WriterLease.Held;
import dev.millrace.warehouse.sigds.EditLog;
import dev.millrace.warehouse.sigds.EditLog.Entry;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sql.LogFirstSql;
import dev.millrace.warehouse.sql.Session;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One statement appends to the log, and that is the commit; another one brings the table up to it.
 * Needs no transaction over both, no keys, and no lock: see docs/adr/0008. Each writer has one
 * table.
 */
final class LogFirst implements Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(LogFirst.class);
  private static final String CATALOGUE = "catalogue";
  private static final String TOKEN = "token";
  private static final String APPLIED = "applied";

  private final LogFirstSql sql;
  private final WriterLease lease;
  private final LogFirstSettings settings;
  private List<String> executions = List.of();
  private @Nullable Held held;
  private volatile @Nullable Position position;
  private boolean spoiled;
  private boolean unfinished;

  LogFirst(LogFirstSql sql, WriterLease lease, LogFirstSettings settings) {
    this.sql = sql;
    this.lease = lease;
    this.settings = settings;
  }

  /**
   * What is known of the table while nobody else writes to it.
   *
   * @param token under which it was found out
   * @param head newest row of the log
   * @param applied number of the newest log row that the table is sure to show
   */
  private record Position(long token, EditLog.Head head, long applied) {
    boolean behind() {
      return applied < head.editNumber();
    }

    Position caughtUp() {
      return new Position(token, head, head.editNumber());
    }
  }

  @Override
  public Map<UUID, EditLog.Head> begin(
      Session session,
      List<StoredTable> tables,
      Collection<String> writing,
      Collection<String> ending)
      throws SQLException {
    executions = List.copyOf(writing);
    spoiled = false;
    unfinished = false;
    if (tables.isEmpty()) {
      return Map.of();
    }
    StoredTable table = tables.getFirst();
    return Map.of(table.id(), begin(session, table, acquire(name(table))).head());
  }

  private Position begin(Session session, StoredTable table, Held right) throws SQLException {
    Held mine = right;
    Position known = position;
    if (known == null || known.token() != mine.token()) {
      EditLog.Newest newest = new EditLog(session.connection(), table).newest();
      long seen = number(newest, TOKEN, 0);
      if (seen > mine.token()) {
        mine = lease.renew(mine, seen).orElseThrow(LogFirst::lost);
      }
      long all = newest.head().editNumber();
      known = new Position(mine.token(), newest.head(), number(newest, APPLIED, all));
    }
    held = mine;
    if (known.behind()) {
      unfinished = true;
      TableState state = Tail.read(session, sql, table, known.applied());
      merge(session, table, state, known.head().editNumber());
      known = known.caughtUp();
      unfinished = false;
    }
    position = known;
    return known;
  }

  /** A log row from a time before this way of writing shows that the table has all of it. */
  private static long number(EditLog.Newest newest, String name, long otherwise) {
    return newest.metadata().get(name) instanceof Number number ? number.longValue() : otherwise;
  }

  /** Waits for its turn. */
  private Held acquire(String name) throws SQLException {
    long end = System.nanoTime() + settings.patience().toNanos();
    Optional<Held> got = lease.acquire(name);
    while (got.isEmpty() && System.nanoTime() < end) {
      try {
        Thread.sleep(settings.pause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SQLTransientException("interrupted while another process writes", e);
      }
      got = lease.acquire(name);
    }
    return got.orElseThrow(
        () -> new SQLTransientException("another process is writing to this table"));
  }

  private static String name(StoredTable table) {
    return "table " + table.id();
  }

  /** What a process that died, or we, left undone when its time was over. Thread-safe. */
  Optional<Held> abandoned(StoredTable table) {
    return lease.acquireAbandoned(name(table));
  }

  @Override
  public Map<String, Object> stamp() {
    Position known = Objects.requireNonNull(position);
    return Map.of(TOKEN, known.token(), APPLIED, known.applied());
  }

  @Override
  public void store(Session session, Decided decided) throws SQLException {
    Position known = Objects.requireNonNull(position);
    List<Entry> entries = decided.entries();
    held = lease.renew(Objects.requireNonNull(held), 0).orElseThrow(LogFirst::lost);
    unfinished = true;
    long added =
        sql.append(
            session,
            new LogFirstSql.Append(
                decided.log().typed(entries),
                known.head().editNumber(),
                known.head().hash(),
                entries.stream().map(entry -> entry.change().toString()).toList(),
                executions));
    unfinished = false;
    if (added != entries.size() && !decided.log().endsWith(entries)) {
      throw new RefusedException(
          "the log has gone on, or has one of the changes, or an execution has ended");
    }
    known = new Position(known.token(), entries.getLast().head(), known.applied());
    position = known;
    try {
      merge(session, decided.table(), decided.state(), known.head().editNumber());
      position = known.caughtUp();
    } catch (SQLException e) {
      // The changes are safe; the next one to write brings the table up to them.
      LOG.warn("A table is behind its log: {}", e.toString());
      spoiled = true;
    }
  }

  private void merge(Session session, StoredTable table, TableState state, long upTo)
      throws SQLException {
    Map<String, Optional<RowImage>> changed = state.changed();
    if (!changed.isEmpty()) {
      sql.merge(
          session, new LogFirstSql.Merge(WholeRows.of(table, changed, upTo), table.log(), upTo));
    }
  }

  @Override
  public void commit(Session session, Map<UUID, EditLog.Head> heads) {
    Held mine = held;
    held = null;
    if (mine != null && visible()) {
      lease.release(mine);
    }
  }

  /**
   * Where something was begun, it stays held until its time is over, so that somebody finishes it.
   */
  @Override
  public void forget() {
    Held mine = held;
    if (mine != null && !unfinished && visible()) {
      lease.release(mine);
    }
    position = null;
    held = null;
  }

  @Override
  public boolean visible() {
    Position known = position;
    return known == null || !known.behind();
  }

  @Override
  public boolean keepsSession(boolean more) {
    return more && !spoiled;
  }

  /** Whatever is written goes through {@link #store}. */
  @Override
  public void beforeOthers() {}

  @Override
  public void beginCatalogue() throws SQLException {
    held = acquire(CATALOGUE);
  }

  @Override
  public Retry after(Throwable failure, boolean careful) {
    LogFirstSql.Failure why =
        failure instanceof RefusedException
            ? LogFirstSql.Failure.DOUBTFUL
            : failure instanceof SQLException e ? sql.failure(e) : LogFirstSql.Failure.WRONG;
    return switch (why) {
      case BUSY -> Retry.NONE;
      case DOUBTFUL -> careful ? Retry.NONE : Retry.TOGETHER;
      case WRONG -> careful ? Retry.EACH_ALONE : Retry.TOGETHER;
    };
  }

  @Override
  public boolean batches() {
    return true;
  }

  @Override
  public Duration backoff() {
    return settings.backoff();
  }

  private static RefusedException lost() {
    return new RefusedException("another process has taken this table over");
  }

  /** Something is not as we knew it; a new look tells what. */
  private static final class RefusedException extends SQLTransientException {
    RefusedException(String message) {
      super(message);
    }
  }
}
