package dev.millrace.warehouse.write;

import dev.millrace.warehouse.sigds.EditLog;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sql.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How that which a group decided is made to last, and what keeps other writers away meanwhile. What
 * changes make of rows is the same whichever way that goes. Belongs to one writer and its thread.
 */
interface Ledger {
  /**
   * Keeps others from these tables until {@link #commit} or {@link #forget}. From here on the
   * tables show all that their logs hold.
   *
   * @param writing executions that the group writes for
   * @param ending executions that it ends
   * @return newest log rows, of those tables where they are known; the others are to be read
   */
  Map<UUID, EditLog.Head> begin(
      Session session,
      List<StoredTable> tables,
      Collection<String> writing,
      Collection<String> ending)
      throws SQLException;

  /** What the metadata of each new log row holds beside the change's own. */
  Map<String, Object> stamp();

  /** Writes the log rows, then what they make of the table's rows. */
  void store(Session session, Decided decided) throws SQLException;

  /**
   * Ends the group.
   *
   * @param heads newest log rows as the group leaves them
   */
  void commit(Session session, Map<UUID, EditLog.Head> heads) throws SQLException;

  /** Something failed, or somebody else wrote: nothing that was known before is sure any more. */
  void forget();

  /** Whether the tables show what was stored last. */
  boolean visible();

  /**
   * Whether the connection stays open for another group.
   *
   * @param more whether there is one already
   */
  boolean keepsSession(boolean more);

  /** Work comes that writes past the groups. */
  void beforeOthers();

  /** Keeps others from making and altering tables until {@link #commit} or {@link #forget}. */
  void beginCatalogue() throws SQLException;

  /**
   * What to do with a group that failed.
   *
   * @param careful whether it had looked up in the log what was done before
   */
  Retry after(Throwable failure, boolean careful);

  /** Whether tables that are written in batches are; else they are written at once. */
  boolean batches();

  /** When a caller may come again with what was not taken. */
  Duration backoff();

  /** What a group decided about one table; the log rows follow each other. */
  record Decided(StoredTable table, EditLog log, List<EditLog.Entry> entries, TableState state) {}

  /** What comes after a failure. */
  enum Retry {
    /** All of them once more, with a look into the log first. */
    TOGETHER,
    /** One of them may be the cause: each for itself. */
    EACH_ALONE,
    /** The callers come again. */
    NONE
  }
}
