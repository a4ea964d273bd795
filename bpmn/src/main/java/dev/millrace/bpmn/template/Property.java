package dev.millrace.bpmn.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.millrace.bpmn.ProcessVocabulary;
import dev.millrace.workbook.action.FieldShape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One property of an element template; null is left out of the file. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Property(
    @Nullable String id,
    @Nullable String label,
    @Nullable String description,
    @Nullable String group,
    String type,
    @Nullable String value,
    @Nullable List<Choice> choices,
    @Nullable Boolean optional,
    Binding binding,
    @Nullable Constraints constraints) {

  /** One entry of a dropdown. */
  record Choice(String name, String value) {}

  /** Where in the BPMN element the value goes; which of the names is there depends on the type. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Binding(
      String type, @Nullable String property, @Nullable String key, @Nullable String source) {}

  /** What Modeler checks while a designer types. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Constraints(@Nullable Boolean notEmpty, @Nullable Pattern pattern) {}

  /** A regular expression and what to say if it does not match. */
  record Pattern(String value, String message) {}

  static Property jobType(String jobType) {
    return new Property(
        null, null, null, null, "Hidden", jobType, null, null, taskDefinition("type"), null);
  }

  static Property header(FieldShape field) {
    boolean choice = field.kind() == FieldShape.Kind.CHOICE;
    Binding binding = new Binding("zeebe:taskHeader", null, field.name(), null);
    return new Property(
        field.name(),
        field.title(),
        field.help() + hint(field),
        "action",
        choice ? "Dropdown" : field.kind() == FieldShape.Kind.FORMULAS ? "Text" : "String",
        null,
        choice ? field.choices().stream().map(each -> new Choice(each, each)).toList() : null,
        field.required() ? null : true,
        binding,
        field.required() ? new Constraints(true, null) : null);
  }

  /** Never empty: without an output mapping all that a worker returns lands at the root. */
  static Property output() {
    return new Property(
        "output",
        "Result variable",
        "Process variable that gets the result, such as a row's id.",
        "output",
        "String",
        "lastResult",
        null,
        null,
        new Binding("zeebe:output", null, null, "=" + ProcessVocabulary.RESULT),
        new Constraints(
            true,
            new Pattern(
                "^[A-Za-z_][A-Za-z0-9_]*$",
                "Use letters, digits and underscores, and begin with a letter.")));
  }

  static Property retries() {
    return new Property(
        "retries",
        "Retries",
        "Tries before an incident is raised, the first one included.",
        "retries",
        "String",
        "3",
        null,
        null,
        taskDefinition("retries"),
        new Constraints(true, new Pattern("^[1-9][0-9]*$", "A whole number from 1 on.")));
  }

  private static Binding taskDefinition(String property) {
    return new Binding("zeebe:taskDefinition", property, null, null);
  }

  private static String hint(FieldShape field) {
    return switch (field.kind()) {
      case FORMULA -> " A formula; fixed text is written in quotes.";
      case FORMULAS -> " JSON from name to formula, e.g. {\"status\": \"\\\"Open\\\"\"}.";
      case WHOLE_NUMBER -> " A whole number.";
      case FLAG -> " true or false.";
      case TEXT, CHOICE -> "";
    };
  }
}
