package dev.millrace.warehouse.write;

import dev.millrace.warehouse.sigds.EditLog;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sql.Session;
import dev.millrace.warehouse.sql.WarehouseSql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Log and tables in one transaction, whose locks keep other writers away. */
final class Transactional implements Ledger {
  private static final Duration BACKOFF = Duration.ofMillis(500);

  private final WarehouseSql sql;

  /** May be remembered between groups only where nobody else writes. */
  private final Map<UUID, EditLog.Head> heads = new HashMap<>();

  Transactional(WarehouseSql sql) {
    this.sql = sql;
  }

  @Override
  public Map<UUID, EditLog.Head> begin(
      Session session,
      List<StoredTable> tables,
      Collection<String> writing,
      Collection<String> ending)
      throws SQLException {
    sql.lockTables(session, tables.stream().map(table -> table.id().toString()).toList());
    sql.lockExecutions(session, writing, ending);
    return heads;
  }

  @Override
  public Map<String, Object> stamp() {
    return Map.of();
  }

  @Override
  public void store(Session session, Decided decided) throws SQLException {
    decided.log().append(session, sql, decided.entries());
    decided.state().flush();
  }

  @Override
  public void commit(Session session, Map<UUID, EditLog.Head> newest) throws SQLException {
    session.connection().commit();
    if (!sql.shared()) {
      heads.putAll(newest);
    }
  }

  @Override
  public void forget() {
    heads.clear();
  }

  @Override
  public boolean visible() {
    return true;
  }

  @Override
  public boolean keepsSession(boolean more) {
    return true;
  }

  @Override
  public void beforeOthers() {
    heads.clear();
  }

  /** The transaction takes the catalogue's lock. */
  @Override
  public void beginCatalogue() {}

  @Override
  public Retry after(Throwable failure, boolean careful) {
    return careful ? Retry.NONE : Retry.EACH_ALONE;
  }

  @Override
  public boolean batches() {
    return false;
  }

  @Override
  public Duration backoff() {
    return BACKOFF;
  }
}
