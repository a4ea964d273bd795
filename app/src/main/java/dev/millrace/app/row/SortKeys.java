package dev.millrace.app.row;

import dev.millrace.warehouse.ElementRows.SortKey;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.model.FormulaColumn;
import dev.millrace.workbook.model.SystemColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code name,-other}: column ids, since a name may hold a comma. */
final class SortKeys {
  private static final int MOST = 10;

  private SortKeys() {}

  static List<SortKey> read(Element.InputTable table, Optional<String> text) {
    List<SortKey> keys = new ArrayList<>();
    for (String word : text.filter(given -> !given.isEmpty()).orElse("").split(",", MOST + 1)) {
      if (!word.isEmpty()) {
        boolean descending = word.startsWith("-");
        keys.add(new SortKey(name(table, descending ? word.substring(1) : word), descending));
      }
    }
    if (keys.size() > MOST) {
      throw refusal("VALUE_INVALID", "At most %d columns can be sorted by.".formatted(MOST));
    }
    return keys;
  }

  private static String name(Element.InputTable table, String id) {
    Map<String, String> names = new LinkedHashMap<>();
    for (SystemColumn column : SystemColumn.values()) {
      names.put(column.name(), column.name());
    }
    table.formulas().forEach((FormulaColumn column) -> names.put(column.id(), column.name()));
    table.columns().forEach((Column column) -> names.put(column.id(), column.name()));
    String name = names.get(id);
    if (name == null) {
      throw refusal(
          "UNKNOWN_COLUMN",
          "The parameter 'sort' names no column of '%s'. Columns: %s."
              .formatted(table.id(), String.join(", ", names.keySet())));
    }
    return name;
  }

  private static Refusal refusal(String code, String message) {
    return Refusal.of(Refusal.Kind.INVALID, code, message, Map.of("field", "sort"));
  }
}
