package dev.millrace.workbook.action;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An action as its record describes it. YAML keys, task headers, JSON schema, element templates and
 * docs are all made from this.
 *
 * @param name kebab-case, e.g. {@code insert-row}
 * @param version of the job type
 * @param type the record
 * @param title what designers see, e.g. "Insert row"
 * @param help one or two sentences
 * @param fields in the record's order
 */
public record ActionShape(
    String name,
    int version,
    Class<? extends Action> type,
    String title,
    String help,
    List<FieldShape> fields) {
  public ActionShape {
    fields = List.copyOf(fields);
  }

  /** E.g. {@code millrace:insert-row:1}. */
  public String jobType() {
    return "millrace:%s:%d".formatted(name, version);
  }

  public Optional<FieldShape> field(String fieldName) {
    return fields.stream().filter(field -> field.name().equals(fieldName)).findFirst();
  }

  /**
   * Makes the action.
   *
   * @param values field name to plain value, of the class that {@link FieldShape.Kind} names; an
   *     optional field may be absent
   * @throws IllegalArgumentException if a required field is absent or the record refuses a value
   */
  public Action create(Map<String, ?> values) {
    return ActionRecords.create(this, values);
  }

  /** The plain values of an action's fields; what is empty is absent. In the record's order. */
  public Map<String, Object> values(Action action) {
    return ActionRecords.values(this, action);
  }
}
