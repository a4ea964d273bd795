package dev.millrace.workbook.action;

import dev.millrace.formula.ValueType;
import dev.millrace.workbook.action.about.Refers;
import java.util.List;
import java.util.Optional;

/**
 * One field of an action.
 *
 * @param name key in YAML and task header; the record component's name
 * @param title what designers see
 * @param help one sentence
 * @param required false: may be left out
 * @param refers what the text is the id of, for {@link Kind#TEXT}
 * @param preposition joins the action's title to what the text is the id of; may be empty
 * @param type what the formula gives, for {@link Kind#FORMULA}; empty if any type will do here
 * @param choices what may stand there, for {@link Kind#CHOICE}: kebab-case
 */
public record FieldShape(
    String name,
    String title,
    String help,
    Kind kind,
    boolean required,
    Optional<Refers.Target> refers,
    String preposition,
    Optional<ValueType> type,
    List<String> choices) {
  public FieldShape {
    choices = List.copyOf(choices);
  }

  /** What a field holds, and the class of its plain value in {@link ActionShape#create}. */
  public enum Kind {
    /** Fixed text, not a formula: {@link String}. */
    TEXT,
    /** {@link Expression}. */
    FORMULA,
    /** Map from {@link String} to {@link Expression}. */
    FORMULAS,
    /** One of {@link FieldShape#choices}: {@link String}. */
    CHOICE,
    /** {@link Boolean}. */
    FLAG,
    /** {@link Integer}. */
    WHOLE_NUMBER
  }
}
