package dev.millrace.warehouse.doctor;

import dev.millrace.warehouse.SigdsDoctor.Code;
import dev.millrace.warehouse.SigdsDoctor.Finding;
import dev.millrace.warehouse.SigdsDoctor.Mend;
import dev.millrace.warehouse.sigds.Catalogued;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sigds.StoredTable.StoredColumn;
import dev.millrace.warehouse.sql.Session;
import dev.millrace.warehouse.sql.WarehouseSql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One input table looked at from its log to its view, in one transaction. With a mender, each thing
 * is mended before what builds on it is looked at.
 */
final class Examination {
  private final Session session;
  private final WarehouseSql sql;
  private final Catalogued catalogued;
  private final StoredTable table;
  private final Optional<StoredTable> published;
  private final Set<String> unnamed;
  private final Findings findings;
  private final Optional<TableMender> mender;
  private final Layout layout;

  /**
   * @param catalogued as the catalogue names it
   * @param published as a workbook defines it, if one does
   * @param unnamed tables that the catalogue does not name; those that are found to be this one's
   *     are taken out
   */
  Examination(
      Session session,
      WarehouseSql sql,
      Catalogued catalogued,
      Optional<StoredTable> published,
      Set<String> unnamed,
      Findings findings,
      Optional<TableMender> mender) {
    this.session = session;
    this.sql = sql;
    this.catalogued = catalogued;
    this.table = catalogued.table();
    this.published = published;
    this.unnamed = unnamed;
    this.findings = findings;
    this.mender = mender;
    this.layout = new Layout(session.connection());
  }

  void run() throws SQLException {
    Optional<String> log = log();
    EditsByRow edits = edits(log);
    Optional<String> found = table(log.isPresent(), edits);
    if (found.isPresent()) {
      StoredTable usable = columns(found.get());
      if (layout.columns(usable.table()).keySet().containsAll(Layout.system()) && log.isPresent()) {
        rows(usable, edits);
      }
    }
    edits.drop();
    view(found.isPresent());
  }

  /** The name under which the log is now. */
  private Optional<String> log() throws SQLException {
    if (layout.has(table.log())) {
      return Optional.of(table.log());
    }
    for (String candidate : unnamed) {
      if (layout.logOf(candidate).equals(table.id().toString())) {
        return Optional.of(renamed(candidate, table.log()));
      }
    }
    findings.add(
        Code.LOG_MISSING,
        table.log(),
        "The edit log of '%s' is gone.".formatted(table.view()),
        "Restore it from a backup; without it nothing about the rows can be said.",
        Mend.NONE);
    return Optional.empty();
  }

  private String renamed(String candidate, String name) throws SQLException {
    unnamed.remove(candidate);
    findings.add(
        Code.TABLE_RENAMED,
        name,
        "It is there under the name '%s'.".formatted(candidate),
        "'repair' gives it its name back.",
        Mend.REPAIR);
    if (mender.isEmpty()) {
      return candidate;
    }
    mender.get().rename(candidate, name);
    return name;
  }

  private EditsByRow edits(Optional<String> log) throws SQLException {
    StoredTable logged = table.at(table.table(), log.orElse(table.log()), table.columns());
    return EditsByRow.read(
        session,
        sql,
        logged,
        log.isPresent(),
        new EditsByRow.Trouble() {
          @Override
          public void broken(long edit) {
            logRow(
                Code.CHAIN_BROKEN,
                edit,
                "Edit %d does not follow the one before, or was altered.".formatted(edit));
          }

          @Override
          public void unreadable(long edit) {
            logRow(
                Code.LOG_UNREADABLE,
                edit,
                "Edit %d is none that Millrace could have written.".formatted(edit));
          }
        });
  }

  private void logRow(Code code, long edit, String found) {
    findings.add(
        new Finding(
            code,
            table.log(),
            Optional.empty(),
            List.of(),
            OptionalLong.of(edit),
            found,
            "Nothing mends a log that was altered. Compare it with a backup.",
            Mend.NONE));
  }

  /** The name under which the table is now. */
  private Optional<String> table(boolean hasLog, EditsByRow edits) throws SQLException {
    if (layout.has(table.table())) {
      return Optional.of(table.table());
    }
    Optional<String> likely = hasLog ? likeliest(edits) : Optional.empty();
    if (likely.isPresent()) {
      return Optional.of(renamed(likely.get(), table.table()));
    }
    if (!hasLog || !edits.trusted() || edits.load().editNumber() > 0) {
      findings.add(
          Code.TABLE_MISSING,
          table.table(),
          "The table of '%s' is gone.".formatted(table.view()),
          edits.load().editNumber() > 0
              ? "Restore it from a backup: its first rows came from a file and are not in the log."
              : "Restore it from a backup: the log is not whole either.",
          Mend.NONE);
      return Optional.empty();
    }
    findings.add(
        Code.TABLE_MISSING,
        table.table(),
        "The table of '%s' is gone.".formatted(table.view()),
        "'repair' makes it again; the log holds all of its rows.",
        Mend.REPAIR);
    if (mender.isEmpty()) {
      return Optional.empty();
    }
    mender.get().recreate(catalogued, edits);
    return Optional.of(table.table());
  }

  /** The table that has most of the rows that the log tells of, if it has more than half. */
  private Optional<String> likeliest(EditsByRow edits) throws SQLException {
    Optional<String> likeliest = Optional.empty();
    double most = 0.5;
    for (String candidate : unnamed) {
      if (layout.columns(candidate).entrySet().containsAll(Layout.expected(table).entrySet())) {
        double share = share(candidate, edits);
        if (share > most) {
          most = share;
          likeliest = Optional.of(candidate);
        }
      }
    }
    return likeliest;
  }

  private double share(String candidate, EditsByRow edits) throws SQLException {
    StoredTable named = table.at(candidate, table.log(), table.columns());
    long[] wrong = {0};
    long right =
        new RowCheck(session.connection(), named, edits, (finding, wanted, there) -> wrong[0]++)
            .run();
    return right + wrong[0] == 0 ? 1 : (double) right / (right + wrong[0]);
  }

  /** Looks at the columns, and gives the table with those that can be compared. */
  private StoredTable columns(String name) throws SQLException {
    Map<String, String> there = layout.columns(name);
    Map<String, String> expected = Layout.expected(table);
    List<StoredColumn> usable = new ArrayList<>();
    for (StoredColumn column : table.columns()) {
      if (column.sqlType().equals(there.get(column.warehouseName()))) {
        usable.add(column);
      } else if (!there.containsKey(column.warehouseName())) {
        columnMissing(name, column);
        if (mender.isPresent()) {
          usable.add(column);
        }
      }
    }
    for (Map.Entry<String, String> column : expected.entrySet()) {
      String type = there.get(column.getKey());
      if (type == null && Layout.system().contains(column.getKey())) {
        findings.add(
            Code.COLUMN_MISSING,
            table.table(),
            List.of(column.getKey()),
            "The column %s of every input table is gone.".formatted(column.getKey()),
            "Restore the table from a backup, or drop what is left and repair.",
            Mend.NONE);
      } else if (type != null && !type.equals(column.getValue())) {
        findings.add(
            Code.COLUMN_RETYPED,
            table.table(),
            List.of(column.getKey()),
            "The column %s is of type %s; it should be %s."
                .formatted(column.getKey(), type, column.getValue()),
            "Give it its type back with ALTER TABLE, then check again.",
            Mend.NONE);
      }
    }
    there.keySet().stream()
        .filter(column -> !expected.containsKey(column) && !catalogued.away().containsKey(column))
        .forEach(this::added);
    return table.at(name, table.log(), usable);
  }

  private void columnMissing(String name, StoredColumn column) throws SQLException {
    findings.add(
        Code.COLUMN_MISSING,
        table.table(),
        List.of(column.column().id()),
        "The column %s, which holds '%s', is gone."
            .formatted(column.warehouseName(), column.column().id()),
        "'repair' adds it, empty; 'repair --revert' then fills in what the log holds.",
        Mend.REPAIR);
    if (mender.isPresent()) {
      mender.get().addColumn(name, column.warehouseName(), column.sqlType());
    }
  }

  private void added(String column) {
    findings.add(
        Code.COLUMN_ADDED,
        table.table(),
        List.of(column),
        "The column %s is none that Millrace made.".formatted(column),
        "It does no harm. Drop it if nobody needs it.",
        Mend.NONE);
  }

  private void rows(StoredTable usable, EditsByRow edits) throws SQLException {
    Optional<RowMender> rows = mender.map(mending -> mending.rows(usable));
    new RowCheck(
            session.connection(),
            usable,
            edits,
            (finding, wanted, there) -> {
              findings.add(finding);
              if (rows.isPresent() && mender.orElseThrow().mends(finding)) {
                rows.get().put(finding.row().orElseThrow(), wanted, there);
              }
            })
        .run();
    if (rows.isPresent()) {
      rows.get().flush();
    }
  }

  private void view(boolean hasTable) throws SQLException {
    if (catalogued.trashed() || layout.has(table.view())) {
      return;
    }
    boolean mendable = hasTable && published.isPresent();
    findings.add(
        Code.VIEW_MISSING,
        table.view(),
        "The view of '%s' is gone.".formatted(table.table()),
        mendable
            ? "'repair' makes it again."
            : hasTable
                ? "Publish its workbook again: the view's headings stand there."
                : "It can be made again once its table is there.",
        mendable ? Mend.REPAIR : Mend.NONE);
    if (mendable && mender.isPresent()) {
      mender.get().view(published.orElseThrow());
    }
  }
}
