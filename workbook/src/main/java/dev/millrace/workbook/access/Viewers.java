package dev.millrace.workbook.access;

import dev.millrace.formula.Formula;
import dev.millrace.formula.Reference;
import dev.millrace.formula.viewer.Viewer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What formulas learn of a reader. */
public final class Viewers {
  private Viewers() {}

  /**
   * The reader as formulas see him: names from the attributes {@code first_name} and {@code
   * full_name}, teams from {@code teams}, separated by commas.
   */
  public static Viewer of(Reader reader) {
    Map<String, String> attributes = reader.attributes();
    return new Viewer(
        reader.user(),
        attributes.get("first_name"),
        attributes.get("full_name"),
        Set.copyOf(List.of(attributes.getOrDefault("teams", "").split(" *, *"))),
        attributes,
        reader.zone());
  }

  /** The answers to what formulas ask about the reader, beside other values. */
  public static Map<Reference, @Nullable Object> with(
      Map<Reference, @Nullable Object> values, Collection<Formula> formulas, Reader reader) {
    Viewer viewer = of(reader);
    Map<Reference, @Nullable Object> all = new LinkedHashMap<>(values);
    for (Formula formula : formulas) {
      for (Reference reference : formula.references()) {
        if (Viewer.isAsked(reference)) {
          all.put(reference, viewer.answer(reference));
        }
      }
    }
    return all;
  }
}
