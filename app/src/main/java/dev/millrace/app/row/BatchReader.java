package dev.millrace.app.row;

import dev.millrace.app.row.BatchBodies.Batch;
import dev.millrace.app.row.BatchBodies.RowChangeBody;
import dev.millrace.app.value.ColumnValues;
import dev.millrace.app.value.ControlValues;
import dev.millrace.formula.Checked;
import dev.millrace.formula.ElementQuery.Computed;
import dev.millrace.formula.Formula;
import dev.millrace.formula.FormulaProblem;
import dev.millrace.formula.Formulas;
import dev.millrace.warehouse.Change.Found;
import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.model.Workbook;
import dev.millrace.workbook.scope.WorkbookScopes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a change of several rows from its JSON. */
@Component
final class BatchReader {
  private final Formulas formulas;

  BatchReader(Formulas formulas) {
    this.formulas = formulas;
  }

  /**
   * The rows of the change.
   *
   * @throws Refusal {@code VALUE_INVALID} for an unclear naming of rows, {@code UNKNOWN_COLUMN},
   *     {@code CONDITION_INVALID} with the formula's problems
   */
  List<RowChange> read(Batch batch, Workbook workbook, Element.InputTable table) {
    Map<String, @Nullable Object> controls = batch.controls() == null ? Map.of() : batch.controls();
    Reading reading =
        new Reading(workbook, table, ControlValues.read(workbook, controls, "controls"));
    List<RowChange> rows = new ArrayList<>(batch.rows().size());
    for (RowChangeBody row : batch.rows()) {
      rows.add(reading.row("rows[%d]".formatted(rows.size()), row));
    }
    return rows;
  }

  /** One change of one table. */
  private final class Reading {
    private final Workbook workbook;
    private final Element.InputTable table;
    private final Map<String, @Nullable Object> controls;

    Reading(Workbook workbook, Element.InputTable table, Map<String, @Nullable Object> controls) {
      this.workbook = workbook;
      this.table = table;
      this.controls = controls;
    }

    @SuppressWarnings("NullAway") // null clears a cell; compact constructors cannot say so
    RowChange row(String field, RowChangeBody body) {
      Map<String, @Nullable Object> values =
          ColumnValues.read(
              table, body.values() == null ? Map.of() : body.values(), field + ".values.");
      boolean many = Boolean.TRUE.equals(body.all());
      return switch (body.op()) {
        case INSERT -> {
          if (body.key() != null || body.where() != null || body.version() != null) {
            throw unclear(field, "An insert has 'values' and, if it likes, the id of its 'row'.");
          }
          yield new RowChange.Insert(Optional.ofNullable(body.row()), values);
        }
        case UPSERT -> {
          if (body.key() == null || body.row() != null || body.where() != null || many) {
            throw unclear(field, "An upsert has a 'key' and 'values'.");
          }
          yield new RowChange.Upsert(key(field, body.key()), values);
        }
        case UPDATE ->
            byId(field, body)
                ? new RowChange.Update(String.valueOf(body.row()), seen(body), values)
                : new RowChange.UpdateFound(found(field, body), many, values);
        case DELETE ->
            byId(field, body)
                ? new RowChange.Delete(String.valueOf(body.row()), seen(body))
                : new RowChange.DeleteFound(found(field, body), many);
      };
    }

    /** Whether a row is named by its id; refused if it is named in two ways or in none. */
    private static boolean byId(String field, RowChangeBody body) {
      long ways =
          Stream.of(
                  Optional.ofNullable(body.row()),
                  Optional.ofNullable(body.key()),
                  Optional.ofNullable(body.where()))
              .filter(Optional::isPresent)
              .count();
      if (ways != 1 || (body.row() == null && body.version() != null)) {
        throw unclear(
            field,
            "Name the rows in one way: 'row' with the 'version' you saw, 'key', or 'where'.");
      }
      return body.row() != null;
    }

    private Found found(String field, RowChangeBody body) {
      return body.key() != null
          ? key(field, body.key())
          : condition(field + ".where", String.valueOf(body.where()));
    }

    @SuppressWarnings("NullAway") // whether a key may be null is the warehouse's to say
    private Found.ByKey key(String field, Map<String, @Nullable Object> key) {
      return new Found.ByKey(ColumnValues.read(table, key, field + ".key."));
    }

    @SuppressWarnings("NullAway") // a control may be empty
    private Found condition(String field, String text) {
      Checked checked = formulas.check(text, new WorkbookScopes(formulas).forRows(workbook, table));
      Formula formula = checked.formula().orElseThrow(() -> invalid(field, checked.problems()));
      return new Found.ByFormula(
          formula,
          table.formulas().stream()
              .map(column -> new Computed(column.name(), column.formula()))
              .toList(),
          table.lookedUp(),
          ControlValues.parameters(controls));
    }

    private static OptionalLong seen(RowChangeBody body) {
      return body.version() == null ? OptionalLong.empty() : OptionalLong.of(body.version());
    }
  }

  private static Refusal unclear(String field, String message) {
    return Refusal.of(Refusal.Kind.INVALID, "VALUE_INVALID", message, Map.of("field", field));
  }

  private static Refusal invalid(String field, List<FormulaProblem> problems) {
    return Refusal.of(
        Refusal.Kind.INVALID,
        "CONDITION_INVALID",
        "The formula '%s' cannot be read: %s".formatted(field, problems.getFirst().message()),
        Map.of("field", field, "problems", problems));
  }
}
