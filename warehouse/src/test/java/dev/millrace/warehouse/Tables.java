package dev.millrace.warehouse;

import dev.millrace.formula.Formula;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.language.Language;
import dev.millrace.warehouse.Change.Origin;
import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.warehouse.Change.TableId;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Role;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Column.Kind;
import dev.millrace.workbook.model.Column.Rules;
import dev.millrace.workbook.model.Element.InputTable;
import dev.millrace.workbook.model.FormulaColumn;
import dev.millrace.workbook.model.TableSource;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tables, people and changes for the tests. */
final class Tables {
  static final Formulas FORMULAS = new Language();
  static final Reader ANA = reader("ana@example.com");
  static final Reader BEN = reader("ben@example.com");
  static final TableId ORDERS = new TableId("shop", "orders");

  private Tables() {}

  static Reader reader(String user) {
    return new Reader(user, Role.USER, Map.of(), ZoneId.of("UTC"), Locale.ROOT);
  }

  static Column column(String id, String name, Kind kind) {
    return new Column(id, name, kind, false, Rules.NONE);
  }

  /** Orders with a note, an amount from 0 to 1,000,000, a day, and whether it is large. */
  static InputTable orders(TableSource source, Column... further) {
    List<Column> columns =
        new java.util.ArrayList<>(
            List.of(
                column("note", "Note", Kind.TEXT),
                new Column(
                    "amount",
                    "Amount $",
                    Kind.NUMBER,
                    false,
                    new Rules(
                        Optional.of(BigDecimal.ZERO),
                        Optional.of(new BigDecimal("1000000")),
                        Optional.empty(),
                        List.of())),
                column("day", "Day", Kind.DATE)));
    columns.addAll(List.of(further));
    return new InputTable(
        "orders",
        "Orders",
        source,
        columns,
        List.of(new FormulaColumn("large", "Large", formula("[Amount $] > 100"))),
        Optional.empty());
  }

  private static Formula formula(String text) {
    Scope scope =
        new Scope() {
          @Override
          public Optional<Binding> resolve(Reference reference) {
            return Optional.of(new Binding(reference, ValueType.NUMBER, Extent.ROW));
          }

          @Override
          public List<Reference> known() {
            return List.of();
          }
        };
    return FORMULAS.check(text, scope).formula().orElseThrow();
  }

  static Map<String, @Nullable Object> cells(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return Collections.unmodifiableMap(values);
  }

  static Change insert(UUID id, Map<String, @Nullable Object> values) {
    return change(id, new RowChange.Insert(Optional.empty(), values));
  }

  static Change update(
      UUID id, String row, OptionalLong seen, Map<String, @Nullable Object> values) {
    return change(id, new RowChange.Update(row, seen, values));
  }

  static Change change(UUID id, RowChange... rows) {
    return new Change(id, ORDERS, List.of(rows), Origin.PERSON);
  }
}
