package dev.millrace.formula.language;

import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.Values;
import dev.millrace.formula.viewer.Viewer;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A small table for tests: a scope, and the values of one of its rows. */
final class Rows implements Scope {
  static final LocalDateTime NOW = LocalDateTime.of(2026, 1, 4, 10, 20, 30, 123_456_000);
  static final Viewer ADA =
      new Viewer(
          "ada@example.com",
          "Ada",
          "Ada Lovelace",
          Set.of("Engines", "Looms' friends"),
          Map.of("region", "North", "quote\"s", "\\' OR 1=1 -- "),
          ZoneId.of("Europe/London"));
  private final Map<Reference, Binding> bindings = new LinkedHashMap<>();
  private final Map<Reference, List<@Nullable Object>> columns = new LinkedHashMap<>();

  Rows with(Reference reference, ValueType type, Extent extent, List<@Nullable Object> values) {
    bindings.put(reference, new Binding(reference, type, extent));
    columns.put(reference, values);
    return this;
  }

  Rows column(String name, ValueType type, List<@Nullable Object> values) {
    return with(Reference.of(name), type, Extent.ROW, values);
  }

  static List<@Nullable Object> list(@Nullable Object... values) {
    List<@Nullable Object> list = new ArrayList<>();
    for (Object value : values) {
      list.add(value);
    }
    return list;
  }

  @Override
  public Optional<Binding> resolve(Reference reference) {
    return Optional.ofNullable(bindings.get(reference));
  }

  @Override
  public List<Reference> known() {
    return List.copyOf(bindings.keySet());
  }

  /** The values as the row of this number sees them. */
  Values row(int row) {
    return new Values() {
      @Override
      public @Nullable Object value(Reference reference) {
        if (Viewer.isAsked(reference)) {
          return ADA.answer(reference);
        }
        return values(reference).get(row);
      }

      @Override
      public List<@Nullable Object> values(Reference reference) {
        return columns.getOrDefault(reference, List.of());
      }

      @Override
      public LocalDateTime now() {
        return NOW;
      }
    };
  }
}
