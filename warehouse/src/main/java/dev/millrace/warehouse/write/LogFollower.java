package dev.millrace.warehouse.write;

import dev.millrace.warehouse.history.LogReader;
import dev.millrace.warehouse.history.LogReader.Touched;
import dev.millrace.warehouse.sigds.EditLog;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sql.WarehouseSql;
import dev.millrace.warehouse.sql.WarehouseSql.Announcements;
import dev.millrace.warehouse.write.GroupWriter.Connections;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what any process has committed, from the logs, in their order. Being woken only says when
 * to look, so that nothing is missed when the word of a change gets lost with a connection.
 */
final class LogFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);

  /** How long a lost word can delay a change. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(1);

  /** Another process dropped it for good. */
  private static final String UNDEFINED_TABLE = "42P01";

  private final Connections connections;
  private final WarehouseSql sql;
  private final BiConsumer<StoredTable, Touched> listener;
  private final Map<UUID, Followed> tables = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Announcements announcements;

  /** A table and the newest edit that was told. */
  private record Followed(StoredTable table, long told) {}

  /**
   * @param listener told on a thread of the follower's own
   */
  LogFollower(
      Connections connections, WarehouseSql sql, BiConsumer<StoredTable, Touched> listener) {
    this.connections = connections;
    this.sql = sql;
    this.listener = listener;
    this.thread = Thread.ofPlatform().daemon().name("warehouse-follower").start(this::run);
  }

  /** Follows that table from its present end on; one that is followed goes on. */
  void follow(StoredTable table, EditLog.Head head) {
    tables.merge(
        table.id(),
        new Followed(table, head.editNumber()),
        (before, now) -> new Followed(now.table(), before.told()));
  }

  /** Follows that table no longer. */
  void leave(StoredTable table) {
    tables.remove(table.id());
  }

  private void run() {
    while (closed.getCount() > 0) {
      try (Connection listening = connections.open();
          Announcements word = sql.announcements(listening)) {
        announcements = word;
        while (closed.getCount() > 0) {
          tellAll(listening);
          word.await(LONGEST);
        }
      } catch (SQLException e) {
        pause(e);
      }
    }
  }

  private void pause(SQLException e) {
    try {
      if (!closed.await(BEFORE_NEXT_TRY.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.info("Word of other processes' changes is interrupted: {}", e.getMessage());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void tellAll(Connection connection) throws SQLException {
    for (Followed followed : tables.values()) {
      try {
        tellAll(connection, followed);
      } catch (SQLException e) {
        if (!UNDEFINED_TABLE.equals(e.getSQLState())) {
          throw e;
        }
        LOG.info("The log '{}' is gone; it is followed no longer", followed.table().log());
        leave(followed.table());
      }
    }
  }

  private void tellAll(Connection connection, Followed followed) throws SQLException {
    LogReader log = new LogReader(connection, followed.table());
    long told = followed.told();
    for (List<Touched> some = log.after(told); !some.isEmpty(); some = log.after(told)) {
      some.forEach(touched -> listener.accept(followed.table(), touched));
      told = some.getLast().editNumber();
      reached(followed.table(), told);
    }
  }

  /** Kept at once: reading on may fail, and what was told must not be told again. */
  private void reached(StoredTable table, long told) {
    tables.computeIfPresent(table.id(), (id, now) -> new Followed(now.table(), told));
  }

  @Override
  public void close() {
    closed.countDown();
    Announcements open = announcements;
    if (open != null) {
      open.close();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
