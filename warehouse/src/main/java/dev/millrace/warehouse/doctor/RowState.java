package dev.millrace.warehouse.doctor;

import dev.millrace.warehouse.EditHistory.Operation;
import dev.millrace.warehouse.EditHistory.RowEdit;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row at some point.
 *
 * @param present false if it is not there then; the rest means nothing then
 * @param whole whether every value is known: a column that {@code values} does not name is empty
 * @param created empty if not known
 * @param updated empty if not known
 * @param values by column id
 * @param vague ids of columns whose values the log does not decide: it is from before they were
 *     made or got their kind
 */
record RowState(
    boolean present,
    boolean whole,
    long version,
    @Nullable Touch created,
    @Nullable Touch updated,
    Map<String, @Nullable Object> values,
    Set<String> vague) {
  static final RowState ABSENT = new RowState(false, true, 0, null, null, Map.of(), Set.of());

  /** Who did something, and when. */
  record Touch(LocalDateTime at, String by) {}

  /** A row of the file as it was loaded: what stood there, the log does not say. */
  static RowState loaded(long version) {
    return new RowState(true, false, version, null, null, Map.of(), Set.of());
  }

  /** This row with what an edit tells of the values that it found. */
  RowState completed(RowEdit edit, Set<String> younger) {
    return present && !whole && edit.operation() == Operation.UPDATE
        ? new RowState(
            present, whole, version, created, updated, merged(edit.old(), values), younger)
        : this;
  }

  /** This row after that edit. */
  RowState after(RowEdit edit, Touch touch, Set<String> younger) {
    return switch (edit.operation()) {
      case INSERT -> new RowState(true, true, edit.version(), touch, touch, edit.now(), younger);
      case DELETE -> ABSENT;
      case UPDATE ->
          new RowState(
              true,
              present && whole,
              edit.version(),
              created,
              touch,
              merged(values, edit.now()),
              stillVague(edit, younger));
    };
  }

  /** An edit decides what it writes, but nothing of columns that came later. */
  private Set<String> stillVague(RowEdit edit, Set<String> younger) {
    Set<String> still = new HashSet<>(vague);
    still.removeAll(edit.now().keySet());
    still.addAll(younger);
    return still;
  }

  private static Map<String, @Nullable Object> merged(
      Map<String, @Nullable Object> values, Map<String, @Nullable Object> over) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(values);
    all.putAll(over);
    return all;
  }

  /** Whether the value of that column is known. */
  boolean decides(String column) {
    return (whole || values.containsKey(column)) && !vague.contains(column);
  }

  /** What is different in a row that is there, as far as this one is known. */
  List<String> differences(RowState actual) {
    List<String> columns = new ArrayList<>();
    actual.values.forEach((column, value) -> {
      if (decides(column) && !same(values.get(column), value)) {
        columns.add(column);
      }
    });
    if (version != actual.version) {
      columns.add("ROW_VERSION");
    }
    if (created != null && !created.equals(actual.created)) {
      columns.add("CREATED_AT/BY");
    }
    if (updated != null && !updated.equals(actual.updated)) {
      columns.add("UPDATED_AT/BY");
    }
    return columns;
  }

  private static boolean same(@Nullable Object one, @Nullable Object other) {
    return (one instanceof BigDecimal number && other instanceof BigDecimal same)
        ? number.compareTo(same) == 0
        : Objects.equals(one, other);
  }
}
