package dev.millrace.warehouse.doctor;

import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.SigdsDoctor;
import dev.millrace.warehouse.sigds.Catalogued;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sql.Session;
import dev.millrace.warehouse.sql.WarehouseSql;
import dev.millrace.warehouse.write.GroupWriter;
import dev.millrace.workbook.access.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks on connections of its own, in a transaction that always sees the same; mends as the writer.
 */
public final class TableDoctor implements SigdsDoctor {
  private static final Logger LOG = LoggerFactory.getLogger(TableDoctor.class);

  private final GroupWriter.Connections connections;
  private final GroupWriter writer;
  private final WarehouseSql sql;
  private final Function<TableId, Optional<StoredTable>> published;

  /**
   * @param connections such that may make temporary tables
   * @param published a table as it was last published here
   */
  public TableDoctor(
      GroupWriter.Connections connections,
      GroupWriter writer,
      WarehouseSql sql,
      Function<TableId, Optional<StoredTable>> published) {
    this.connections = connections;
    this.writer = writer;
    this.sql = sql;
    this.published = published;
  }

  @Override
  public List<Holding> list() {
    return looking(session -> {
      Layout layout = new Layout(session.connection());
      List<Holding> holdings = new ArrayList<>();
      for (Catalogued catalogued : Catalogued.all(session.connection())) {
        StoredTable table = catalogued.table();
        holdings.add(
            new Holding(
                table.id(),
                table.owner().workbook(),
                table.owner().element(),
                table.view(),
                table.table(),
                table.log(),
                catalogued.trashed(),
                count(layout, table.table()),
                count(layout, table.log())));
      }
      return holdings;
    });
  }

  private static OptionalLong count(Layout layout, String table) throws SQLException {
    return layout.has(table) ? OptionalLong.of(layout.count(table)) : OptionalLong.empty();
  }

  @Override
  public Report check() {
    return looking(session -> {
      Findings findings = new Findings();
      List<Catalogued> tables = Catalogued.all(session.connection());
      Set<String> unnamed = unnamed(session, tables);
      for (Catalogued table : tables) {
        examination(session, table, unnamed, findings, Optional.empty()).run();
      }
      unnamed.stream()
          .filter(name -> name.toUpperCase(Locale.ROOT).startsWith("SIGDS_"))
          .forEach(name ->
              findings.add(
                  Code.TABLE_ORPHANED,
                  name,
                  "The catalogue does not name this table.",
                  "Look what it holds, then drop it if nobody needs it.",
                  Mend.NONE));
      return findings.report(tables.size());
    });
  }

  private Examination examination(
      Session session,
      Catalogued catalogued,
      Set<String> unnamed,
      Findings findings,
      Optional<TableMender> mender) {
    return new Examination(
        session,
        sql,
        catalogued,
        published.apply(catalogued.table().owner()),
        unnamed,
        findings,
        mender);
  }

  /** Tables that the catalogue does not name, and that are not Millrace's own. */
  private static Set<String> unnamed(Session session, List<Catalogued> tables) throws SQLException {
    Set<String> named = new HashSet<>();
    tables.forEach(one -> named.addAll(List.of(one.table().table(), one.table().log())));
    Set<String> unnamed = new TreeSet<>();
    for (String name : new Layout(session.connection()).tables()) {
      if (!named.contains(name) && !name.toUpperCase(Locale.ROOT).startsWith("MILLRACE_")) {
        unnamed.add(name);
      }
    }
    return unnamed;
  }

  @Override
  public Repaired repair(boolean revert) {
    Report found = check();
    List<Unmended> unmended = new ArrayList<>();
    for (Catalogued table : looking(session -> Catalogued.all(session.connection()))) {
      try {
        mend(table, revert);
      } catch (Refusal refused) {
        unmended.add(
            new Unmended(
                table.table().table(), refused.code(), String.valueOf(refused.getMessage())));
      }
    }
    return new Repaired(found, check(), unmended);
  }

  private void mend(Catalogued table, boolean revert) {
    writer.alone(session -> {
      TableMender mender = new TableMender(session, sql, revert);
      mender.lock(List.of(table.table()));
      Set<String> unnamed = unnamed(session, Catalogued.all(session.connection()));
      examination(session, table, unnamed, new Findings(), Optional.of(mender)).run();
      return true;
    });
  }

  private interface Looking<T> {
    T run(Session session) throws SQLException;
  }

  private <T> T looking(Looking<T> work) {
    try (Session session = new Session(connections.open())) {
      Connection connection = session.connection();
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      try {
        return work.run(session);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      LOG.warn("The input tables could not be looked at: {}", e.toString());
      throw Refusal.of(
          Refusal.Kind.UNAVAILABLE,
          "WAREHOUSE_UNAVAILABLE",
          "The warehouse could not be looked at; try again in a moment.");
    }
  }
}
