package dev.millrace.warehouse.write;

import dev.millrace.warehouse.Change.Found;
import dev.millrace.warehouse.WriteResult.Refused;
import dev.millrace.warehouse.sigds.EditJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a change names by what they hold.
 *
 * @param found a key has stored values
 * @param many false: exactly one row
 * @param orNew what is made if there is none
 */
record Search(Found found, boolean many, Optional<NewRow> orNew) {
  /**
   * A new row with its defaults.
   *
   * @param broken which rule refuses it, whatever else the table holds
   */
  record NewRow(Map<String, @Nullable Object> values, Optional<Refused> broken) {
    /** Before its defaults are known. */
    static final NewRow AS_GIVEN = new NewRow(Map.of(), Optional.empty());
  }

  /** The same for the same search; part of a change's fingerprint. */
  List<Object> content() {
    return switch (found) {
      case Found.ByKey key -> {
        Map<String, @Nullable Object> values = new TreeMap<>();
        key.values().forEach((column, value) -> values.put(column, EditJson.plain(value)));
        yield List.of("key", many, orNew.isPresent(), values);
      }
      case Found.ByFormula formula -> {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        formula
            .parameters()
            .forEach((name, value) -> parameters.put(name.toString(), String.valueOf(value)));
        yield List.of("formula", many, formula.condition().text(), new TreeMap<>(parameters));
      }
    };
  }
}
