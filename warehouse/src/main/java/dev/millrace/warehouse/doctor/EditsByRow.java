package dev.millrace.warehouse.doctor;

import static dev.millrace.warehouse.sql.SqlNames.quote;
import static java.util.stream.Collectors.toSet;

import dev.millrace.warehouse.EditHistory.RowEdit;
import dev.millrace.warehouse.history.LoggedChange;
import dev.millrace.warehouse.history.OldValues;
import dev.millrace.warehouse.sigds.EditJson;
import dev.millrace.warehouse.sigds.EditLog;
import dev.millrace.warehouse.sigds.EditLog.Entry;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sql.Rows;
import dev.millrace.warehouse.sql.Rows.Field;
import dev.millrace.warehouse.sql.Session;
import dev.millrace.warehouse.sql.WarehouseSql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The log of one table sorted by row: written out into temporary tables, so that the warehouse
 * sorts on its disk and here only a slice of edits is held.
 */
final class EditsByRow {
  /** Temporary: each edit of each row, numbered by row and then by time. */
  static final String SORTED = "millrace_edits_by_row";

  private static final String STAGED = "millrace_edits";

  /** Edits of one statement. */
  private static final int SLICE = 500;

  private static final List<Field> FIELDS =
      List.of("ROW_ID", "PLACE", "EDIT_NUM", "EDITED_AT", "EDITED_BY", "EDIT").stream()
          .map(Field::of)
          .toList();

  private final Session session;
  private final WarehouseSql sql;
  private final StoredTable table;
  private final OldValues old;
  private final List<List<@Nullable Object>> waiting = new ArrayList<>();
  private EditLog.Head head = EditLog.START;
  private long place;
  private boolean trusted = true;
  private Load load = new Load(0, 0, "");

  /**
   * The first rows of the table, from a file.
   *
   * @param editNumber of the log row that tells of them; 0 if there was no file
   */
  record Load(long editNumber, long rows, String author) {}

  /** Told of log rows that are not as they should be. */
  interface Trouble {
    void broken(long edit);

    void unreadable(long edit);
  }

  private EditsByRow(Session session, WarehouseSql sql, StoredTable table) {
    this.session = session;
    this.sql = sql;
    this.table = table;
    this.old = new OldValues(table);
  }

  /** Reads the log once, in its order. */
  static EditsByRow read(
      Session session, WarehouseSql sql, StoredTable table, boolean hasLog, Trouble trouble)
      throws SQLException {
    EditsByRow edits = new EditsByRow(session, sql, table);
    edits.execute(
        """
        CREATE TEMP TABLE %s (
          "ROW_ID" VARCHAR, "PLACE" BIGINT, "EDIT_NUM" BIGINT, "EDITED_AT" TIMESTAMP,
          "EDITED_BY" VARCHAR, "EDIT" VARCHAR)
        """
            .formatted(quote(STAGED)));
    if (hasLog) {
      new EditLog(session.connection(), table).each(entry -> edits.take(entry, trouble));
      edits.flush();
    }
    edits.execute(
        """
        CREATE TEMP TABLE %s AS
        SELECT row_number() OVER (ORDER BY "ROW_ID", "PLACE") AS "N", * FROM %s
        """
            .formatted(quote(SORTED), quote(STAGED)));
    edits.execute("DROP TABLE " + quote(STAGED));
    edits.execute(
        "CREATE INDEX %s ON %s (\"N\")".formatted(quote(SORTED + "_order"), quote(SORTED)));
    return edits;
  }

  Load load() {
    return load;
  }

  /** Number of the newest log row, or 0. */
  long newest() {
    return head.editNumber();
  }

  /** Whether every log row follows the one before and could be read. */
  boolean trusted() {
    return trusted;
  }

  private void take(Entry entry, Trouble trouble) throws SQLException {
    if (!entry.follows(head)) {
      trusted = false;
      trouble.broken(entry.editNumber());
    }
    if (!unfold(entry)) {
      trusted = false;
      trouble.unreadable(entry.editNumber());
    }
    head = entry.head();
    if (waiting.size() >= SLICE) {
      flush();
    }
  }

  private void flush() throws SQLException {
    if (!waiting.isEmpty()) {
      sql.insert(session, new Rows(STAGED, FIELDS, false, waiting));
      waiting.clear();
    }
  }

  /** False if the entry is none that the writer could have made. */
  private boolean unfold(Entry entry) {
    try {
      Map<String, @Nullable Object> edit = EditJson.read(entry.edit());
      String by = String.valueOf(EditJson.read(entry.metadata()).get("user"));
      if ("load".equals(edit.get("type"))) {
        long rows = edit.get("rows") instanceof Number count ? count.longValue() : 0;
        load = new Load(entry.editNumber(), rows, by);
        return true;
      }
      if (!(edit.get("rows") instanceof List<?> rows)
          || LoggedChange.rows(table, entry.editNumber(), edit).size() != rows.size()) {
        return false;
      }
      for (Object row : rows) {
        if (row instanceof Map<?, ?> fields) {
          String id = String.valueOf(fields.get("row"));
          place++;
          waiting.add(
              List.of(id, place, entry.editNumber(), entry.at(), by, EditJson.text(fields)));
        }
      }
      return true;
    } catch (RuntimeException e) {
      // Whatever somebody wrote there: reading fails in many ways, and each means the same here.
      return false;
    }
  }

  /** Told of rows when all their edits were read, some at a time. */
  interface Histories {
    void rows(List<RowHistory> rows) throws SQLException;
  }

  /** Folds the edits of every row that the log names, row by row. */
  void fold(Histories histories) throws SQLException {
    RowHistory current = null;
    List<Staged> slice = slice(0);
    for (long next = SLICE; !slice.isEmpty(); next += SLICE) {
      List<RowHistory> whole = new ArrayList<>();
      for (Staged edit : slice) {
        if (current == null || !current.row().equals(edit.row())) {
          if (current != null) {
            whole.add(current);
          }
          current = new RowHistory(edit.row(), load.editNumber());
        }
        current.then(edit(edit), edit.editNumber(), edit.touch(), younger(edit.editNumber()));
      }
      histories.rows(whole);
      slice = slice(next);
    }
    if (current != null) {
      histories.rows(List.of(current));
    }
  }

  /** What was logged, as the columns would hold it now. */
  private RowEdit edit(Staged staged) {
    RowEdit edit =
        LoggedChange.rows(
                table, staged.editNumber(), Map.of("rows", List.of(EditJson.read(staged.edit()))))
            .getFirst();
    return new RowEdit(
        edit.row(),
        edit.operation(),
        edit.version(),
        fitted(staged.editNumber(), edit.old()),
        fitted(staged.editNumber(), edit.now()));
  }

  private Map<String, @Nullable Object> fitted(
      long editNumber, Map<String, @Nullable Object> values) {
    Map<String, @Nullable Object> fitted = new LinkedHashMap<>();
    values.forEach(
        (column, value) -> fitted.put(column, old.fitted(editNumber, column, value).value()));
    return fitted;
  }

  private Set<String> younger(long editNumber) {
    return table.columns().stream()
        .filter(column -> column.isYoungerThan(editNumber))
        .map(column -> column.column().id())
        .collect(toSet());
  }

  private record Staged(String row, long editNumber, RowState.Touch touch, String edit) {}

  private List<Staged> slice(long after) throws SQLException {
    List<Staged> edits = new ArrayList<>();
    try (PreparedStatement statement =
        session
            .connection()
            .prepareStatement(
                """
                SELECT "ROW_ID", "EDIT_NUM", "EDITED_AT", "EDITED_BY", "EDIT" FROM %s
                WHERE "N" > ? AND "N" <= ? ORDER BY "N"
                """
                    .formatted(quote(SORTED)))) {
      statement.setLong(1, after);
      statement.setLong(2, after + SLICE);
      try (ResultSet edit = statement.executeQuery()) {
        while (edit.next()) {
          edits.add(
              new Staged(
                  edit.getString(1),
                  edit.getLong(2),
                  new RowState.Touch(
                      Objects.requireNonNull(edit.getObject(3, LocalDateTime.class)),
                      edit.getString(4)),
                  edit.getString(5)));
        }
      }
    }
    return edits;
  }

  /** Takes away what was written out. */
  void drop() throws SQLException {
    execute("DROP TABLE " + quote(SORTED));
  }

  private void execute(String text) throws SQLException {
    try (Statement statement = session.connection().createStatement()) {
      statement.execute(text);
    }
  }
}
