package dev.millrace.warehouse.write;

import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.WriteResult.Refused;
import dev.millrace.warehouse.cell.CellReader;
import dev.millrace.warehouse.rule.HeldValues;
import dev.millrace.warehouse.rule.RowRules;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sigds.StoredTable.StoredColumn;
import dev.millrace.warehouse.write.PreparedChange.Kind;
import dev.millrace.warehouse.write.PreparedChange.PreparedRow;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Column.ValuesFrom;
import dev.millrace.workbook.rule.Violation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules that look beyond one cell: unique values, values of another column, the number of rows,
 * and formulas over a row. They see the rows as the group has made them so far, and look up only
 * the values at hand, once for the whole group.
 */
final class GroupRules {
  private final Connection connection;
  private final Rulebook rulebook;
  private final Map<Place, HeldValues> held = new HashMap<>();
  private final RowLimits limits;
  private final Map<TableId, RowRules> formulas = new HashMap<>();

  GroupRules(Connection connection, Rulebook rulebook) {
    this.connection = connection;
    this.rulebook = rulebook;
    this.limits = new RowLimits(connection);
  }

  /** A column of a table. */
  private record Place(TableId table, String column) {}

  /** Looks up what the changes need to know of the rows that they do not touch. */
  void prepare(List<PreparedChange> changes) throws SQLException {
    Map<Place, List<Object>> wanted = new LinkedHashMap<>();
    for (PreparedChange change : changes) {
      if (!change.isUndo() && change.broken().isEmpty() && !change.searches()) {
        collect(change, wanted);
        limits.prepare(change);
      }
    }
    for (Map.Entry<Place, List<Object>> place : wanted.entrySet()) {
      look(place.getKey(), place.getValue());
    }
  }

  private void collect(PreparedChange change, Map<Place, List<Object>> wanted) {
    for (StoredColumn stored : change.table().columns()) {
      Column column = stored.column();
      List<Place> places = new ArrayList<>();
      if (column.rules().unique()) {
        places.add(new Place(change.table().owner(), column.id()));
      }
      source(change, column).ifPresent(places::add);
      for (Place place : places) {
        List<Object> values = wanted.computeIfAbsent(place, key -> new ArrayList<>());
        change.rows().forEach(row -> values.addAll(chosen(column, row)));
      }
    }
  }

  private static Optional<Place> source(PreparedChange change, Column column) {
    return column.rules().valuesFrom().map(from -> place(change, from));
  }

  private static Place place(PreparedChange change, ValuesFrom from) {
    return new Place(new TableId(change.table().owner().workbook(), from.element()), from.column());
  }

  /** What the row puts into the column; each choice for itself. */
  private static List<?> chosen(Column column, PreparedRow row) {
    Object value = CellReader.kept(column, row.values().get(column.id()));
    return switch (value) {
      case null -> List.of();
      case List<?> choices -> choices;
      default -> List.of(value);
    };
  }

  /** Nothing of the group may be unwritten: what is looked up now counts as it stands. */
  private void look(Place place, List<Object> values) throws SQLException {
    Optional<StoredTable> table = rulebook.tables().apply(place.table());
    Optional<StoredColumn> column = table.flatMap(known -> known.column(place.column()));
    HeldValues known = held.computeIfAbsent(place, any -> new HeldValues(rulebook.dialect()));
    if (column.isPresent()) {
      known.look(connection, table.get(), column.get(), values);
    }
  }

  /**
   * Why the change may not be.
   *
   * @param state rows as they were before the change
   * @param applied rows as it makes them
   */
  Optional<Refused> check(
      PreparedChange change, TableState state, Applied applied, LocalDateTime now) {
    if (change.isUndo()) {
      return Optional.empty();
    }
    Optional<Refused> full = limits.check(change);
    if (full.isPresent()) {
      return full;
    }
    for (StoredColumn stored : change.table().columns()) {
      Column column = stored.column();
      Optional<Refused> refused =
          column.rules().unique() ? taken(change, column, state) : Optional.empty();
      if (refused.isEmpty() && column.rules().valuesFrom().isPresent()) {
        refused = absent(change, column, column.rules().valuesFrom().get(), state);
      }
      if (refused.isPresent()) {
        return refused;
      }
    }
    return broken(change, applied, now);
  }

  private Optional<Refused> taken(PreparedChange change, Column column, TableState state) {
    HeldValues others = heldIn(new Place(change.table().owner(), column.id()));
    Map<String, Long> own = freed(change, column.id(), state);
    for (int index = 0; index < change.rows().size(); index++) {
      Object value = change.rows().get(index).values().get(column.id());
      if (value != null) {
        String key = HeldValues.key(value);
        if (others.count(value) + own.getOrDefault(key, 0L) > 0) {
          return Optional.of(
              new Refused(
                  "VALUE_TAKEN",
                  index,
                  column.id(),
                  Completed.message(
                      column, "Another row has this value already; it takes one of its own.")));
        }
        own.merge(key, 1L, Long::sum);
      }
    }
    return Optional.empty();
  }

  private Optional<Refused> absent(
      PreparedChange change, Column column, ValuesFrom from, TableState state) {
    Place place = place(change, from);
    HeldValues source = heldIn(place);
    Map<String, Long> own =
        place.table().equals(change.table().owner())
            ? moved(change, from.column(), state)
            : Map.of();
    for (int index = 0; index < change.rows().size(); index++) {
      for (Object value : chosen(column, change.rows().get(index))) {
        if (source.count(value) + own.getOrDefault(HeldValues.key(value), 0L) <= 0) {
          return Optional.of(
              new Refused(
                  "VALUE_NOT_ALLOWED",
                  index,
                  column.id(),
                  Completed.message(
                      column,
                      "It must be one of the values of '%s' in '%s'."
                          .formatted(from.column(), from.element()))));
        }
      }
    }
    return Optional.empty();
  }

  private HeldValues heldIn(Place place) {
    return held.getOrDefault(place, new HeldValues(rulebook.dialect()));
  }

  /** How many rows give up a value of the column with this change, as numbers below zero. */
  private static Map<String, Long> freed(PreparedChange change, String column, TableState state) {
    Map<String, Long> freed = new HashMap<>();
    for (PreparedRow row : change.rows()) {
      Object before = before(row, column, state);
      if (before != null) {
        freed.merge(HeldValues.key(before), -1L, Long::sum);
      }
    }
    return freed;
  }

  private static Map<String, Long> moved(PreparedChange change, String column, TableState state) {
    Map<String, Long> moved = freed(change, column, state);
    for (PreparedRow row : change.rows()) {
      Object after = row.values().get(column);
      if (after != null) {
        moved.merge(HeldValues.key(after), 1L, Long::sum);
      }
    }
    return moved;
  }

  /** What the row no longer holds in that column after the change. */
  private static @Nullable Object before(PreparedRow row, String column, TableState state) {
    boolean gives = row.kind() == Kind.DELETE || row.values().containsKey(column);
    return gives
        ? state.row(row.row()).map(image -> image.values().get(column)).orElse(null)
        : null;
  }

  private Optional<Refused> broken(PreparedChange change, Applied applied, LocalDateTime now) {
    RowRules rules = formulas.computeIfAbsent(change.table().owner(), id -> rules(change.table()));
    for (int index = 0; !rules.isEmpty() && index < change.rows().size(); index++) {
      PreparedRow row = change.rows().get(index);
      Optional<RowImage> after = applied.after(row.row());
      if (after.isPresent()) {
        Optional<Set<String>> written =
            row.kind() == Kind.INSERT ? Optional.empty() : Optional.of(row.values().keySet());
        List<Map.Entry<String, Violation>> broken =
            rules.broken(after.get().values(), written, now);
        if (!broken.isEmpty()) {
          return Optional.of(refused(change.table(), index, broken.getFirst()));
        }
      }
    }
    return Optional.empty();
  }

  private RowRules rules(StoredTable table) {
    return new RowRules(
        rulebook.formulas(),
        table.columns().stream().map(StoredColumn::column).toList(),
        table.rules().rows());
  }

  private static Refused refused(
      StoredTable table, int index, Map.Entry<String, Violation> broken) {
    String message = broken.getValue().message();
    return new Refused(
        broken.getValue().code(),
        index,
        broken.getKey(),
        table
            .column(broken.getKey())
            .map(stored -> Completed.message(stored.column(), message))
            .orElse(message));
  }

  /** The change is done; what comes after it in the group is compared with what it made. */
  void accepted(PreparedChange change, TableState before) {
    TableId table = change.table().owner();
    limits.accepted(change);
    held.forEach((place, values) -> {
      if (place.table().equals(table)) {
        for (PreparedRow row : change.rows()) {
          values.move(before(row, place.column(), before), row.values().get(place.column()));
        }
      }
    });
  }
}
