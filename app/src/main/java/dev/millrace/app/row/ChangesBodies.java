package dev.millrace.app.row;

import dev.millrace.app.value.ColumnValues;
import dev.millrace.warehouse.EditHistory;
import dev.millrace.warehouse.EditHistory.Fate;
import dev.millrace.warehouse.EditHistory.UndoPlan;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.Element;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What goes in and out of a table's history. */
final class ChangesBodies {
  private static final int MOST_CHANGES = 1_000;
  private static final int MOST_ROWS_SHOWN = 100;

  private ChangesBodies() {}

  /**
   * Entries of the log, newest first.
   *
   * @param before for the next page; absent if this was the last
   */
  record ChangesPage(List<Entry> changes, @Nullable Long before) {
    static ChangesPage of(Element.InputTable table, List<EditHistory.Entry> entries, int limit) {
      return new ChangesPage(
          entries.stream().map(entry -> Entry.of(table, entry)).toList(),
          entries.size() < limit ? null : entries.getLast().editNumber());
    }
  }

  /**
   * Rows as they once were; values by column id.
   *
   * @param editNumber the last change they show; 0 if it was before all
   * @param after for the next page; absent if this was the last
   */
  record PastPage(Instant at, long editNumber, List<PastRow> rows, @Nullable String after) {
    static PastPage of(Element.InputTable table, Instant at, EditHistory.Past past) {
      return new PastPage(
          at,
          past.editNumber(),
          past.rows().stream()
              .map(row -> new PastRow(row.row(), RowEdit.written(table, row.values())))
              .toList(),
          past.next().orElse(null));
    }
  }

  /** A row as it once was. */
  record PastRow(String id, Map<String, @Nullable Object> values) {}

  static Instant moment(String text) {
    try {
      OffsetDateTime moment = OffsetDateTime.parse(text);
      if (moment.getYear() >= 1 && moment.getYear() <= 9999) {
        return moment.toInstant();
      }
    } catch (DateTimeParseException e) {
      // Told below, like a year that no warehouse knows.
    }
    throw Refusal.of(
        Refusal.Kind.INVALID,
        "MOMENT_INVALID",
        "'at' is a moment like 2026-11-23T08:30:00Z, in the years 1 to 9999.",
        Map.of("field", "at"));
  }

  /** One entry; {@code rowCount} may be more than are listed. */
  record Entry(
      UUID id,
      long editNumber,
      String by,
      String actor,
      Instant at,
      @Nullable String execution,
      @Nullable String sequence,
      @Nullable String step,
      List<UUID> undoes,
      List<RowEdit> rows,
      int rowCount) {
    static Entry of(Element.InputTable table, EditHistory.Entry entry) {
      return new Entry(
          entry.change(),
          entry.editNumber(),
          entry.by(),
          entry.actor(),
          entry.at(),
          entry.execution().orElse(null),
          entry.sequence().orElse(null),
          entry.step().orElse(null),
          entry.undoes(),
          entry.rows().stream().map(row -> RowEdit.of(table, row)).toList(),
          entry.rowCount());
    }
  }

  /** What happened to a row: values by column id, before and after. */
  record RowEdit(
      String row,
      String operation,
      long version,
      Map<String, @Nullable Object> old,
      Map<String, @Nullable Object> now) {
    static RowEdit of(Element.InputTable table, EditHistory.RowEdit row) {
      return new RowEdit(
          row.row(),
          row.operation().name(),
          row.version(),
          written(table, row.old()),
          written(table, row.now()));
    }

    static Map<String, @Nullable Object> written(
        Element.InputTable table, Map<String, @Nullable Object> values) {
      Map<String, @Nullable Object> written = new LinkedHashMap<>();
      values.forEach(
          (column, value) -> written.put(column, ColumnValues.write(table, column, value)));
      return written;
    }
  }

  /**
   * What to take back: changes, or all of an execution.
   *
   * @param preview only tells what would happen
   */
  record UndoRequest(
      @Nullable List<String> changes, @Nullable String execution, @Nullable Boolean preview) {
    EditHistory.Target target() {
      boolean some = changes != null && !changes.isEmpty();
      if (some == (execution != null && !execution.isEmpty())) {
        throw invalid("Name either 'changes' or an 'execution' to undo.");
      }
      return some
          ? new EditHistory.Target.Changes(ids(changes))
          : new EditHistory.Target.OfExecution(String.valueOf(execution));
    }

    private static Set<UUID> ids(@Nullable List<String> texts) {
      if (texts == null || texts.size() > MOST_CHANGES) {
        throw invalid("At most %,d changes are undone at once.".formatted(MOST_CHANGES));
      }
      return texts.stream().map(ChangesBodies::id).collect(Collectors.toSet());
    }

    private static Refusal invalid(String message) {
      return Refusal.of(Refusal.Kind.INVALID, "VALUE_INVALID", message, Map.of("field", "changes"));
    }
  }

  /** A change's id. */
  static UUID id(@Nullable String text) {
    try {
      return UUID.fromString(String.valueOf(text));
    } catch (IllegalArgumentException e) {
      throw Refusal.of(
          Refusal.Kind.INVALID,
          "VALUE_TYPE",
          "The id of a change is a UUID, as the history lists it.",
          Map.of("field", "changes"));
    }
  }

  /**
   * What an undo did, or would do.
   *
   * @param id of the undo itself, which can be undone; absent in a preview
   * @param changes how many changes are taken back
   * @param back rows that become as they were
   * @param partly rows of which some was changed since, and stays
   * @param kept rows that stay as they are
   * @param rows the first of them, those that stay in whole or in part before the others
   */
  record UndoAnswer(
      @Nullable UUID id, int changes, long back, long partly, long kept, List<RowUndo> rows) {
    static UndoAnswer of(Optional<UUID> id, UndoPlan plan) {
      return new UndoAnswer(
          id.orElse(null),
          plan.changes(),
          plan.count(Fate.BACK),
          plan.count(Fate.PARTLY),
          plan.count(Fate.KEPT),
          plan.rows().stream()
              .sorted(java.util.Comparator.comparing(EditHistory.RowUndo::fate).reversed())
              .limit(MOST_ROWS_SHOWN)
              .map(row -> new RowUndo(row.row(), row.fate().name(), row.kept()))
              .toList());
    }
  }

  /** A row, and what of it stays because of whom; an empty column means the row as a whole. */
  record RowUndo(String row, String fate, List<EditHistory.ChangedSince> kept) {}
}
