package dev.millrace.app.value;

import dev.millrace.formula.Reference;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.ControlKind;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.model.Workbook;
import dev.millrace.workbook.scope.WorkbookScopes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The controls' values that a browser claims. */
public final class ControlValues {
  private ControlValues() {}

  /**
   * The value of every control of the workbook: the given one, else its first one.
   *
   * @param given by control id, as JSON has them
   * @param field where they stand, for what is wrong with them
   * @throws Refusal {@code CONTEXT_INVALID} for a control that is none, {@code VALUE_TYPE}, {@code
   *     VALUE_INVALID}
   */
  public static Map<String, @Nullable Object> read(
      Workbook workbook, Map<String, @Nullable Object> given, String field) {
    List<Element.Control> controls =
        workbook
            .elements()
            .filter(Element.Control.class::isInstance)
            .map(Element.Control.class::cast)
            .toList();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Element.Control control : controls) {
      values.put(control.id(), value(control, given, field));
    }
    for (String id : given.keySet()) {
      if (!values.containsKey(id)) {
        String place = field + "." + (id.length() > 100 ? id.substring(0, 100) : id);
        throw Refusal.of(
            Refusal.Kind.INVALID,
            "CONTEXT_INVALID",
            "The field '%s' names no control of workbook '%s'. Controls: %s."
                .formatted(place, workbook.id(), String.join(", ", values.keySet())),
            Map.of("field", place));
      }
    }
    return values;
  }

  /** The values as formulas name them. */
  public static Map<Reference, @Nullable Object> parameters(
      Map<String, @Nullable Object> controls) {
    Map<Reference, @Nullable Object> parameters = new LinkedHashMap<>();
    controls.forEach(
        (id, value) -> parameters.put(Reference.of(WorkbookScopes.CONTROL, id), value));
    return parameters;
  }

  private static @Nullable Object value(
      Element.Control control, Map<String, @Nullable Object> given, String field) {
    if (!given.containsKey(control.id())) {
      return control.value();
    }
    Object value = given.get(control.id());
    return value == null ? null : typed(control.kind(), value, field + "." + control.id());
  }

  private static Object typed(ControlKind kind, Object value, String field) {
    return switch (kind) {
      case TEXT -> JsonValues.text(value, field);
      case NUMBER -> JsonValues.number(value, field);
      case CHECKBOX -> JsonValues.logical(value, field);
    };
  }
}
