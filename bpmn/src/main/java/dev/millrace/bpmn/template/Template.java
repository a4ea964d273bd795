package dev.millrace.bpmn.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.millrace.workbook.action.ActionShape;
import dev.millrace.workbook.action.FieldShape;
import java.util.ArrayList;
import java.util.List;

/** An element template, as its JSON schema names things. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"$schema"})
record Template(
    @JsonProperty("$schema") String schema,
    String name,
    String id,
    int version,
    String description,
    Category category,
    List<String> appliesTo,
    ElementType elementType,
    Engines engines,
    List<Group> groups,
    List<Property> properties) {
  private static final String SCHEMA =
      "https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json";

  /** The heading under which Modeler lists it. */
  record Category(String id, String name) {}

  /** What an element becomes when the template is applied. */
  record ElementType(String value) {}

  /** Versions it works with. */
  record Engines(String camunda) {}

  /** A section of the properties panel. */
  record Group(String id, String label) {}

  static Template of(ActionShape shape) {
    List<Property> properties = new ArrayList<>();
    properties.add(Property.jobType(shape.jobType()));
    for (FieldShape field : shape.fields()) {
      properties.add(Property.header(field));
    }
    properties.add(Property.output());
    properties.add(Property.retries());
    return new Template(
        SCHEMA,
        shape.title(),
        "dev.millrace." + shape.name(),
        shape.version(),
        shape.help(),
        new Category("millrace", "Millrace"),
        List.of("bpmn:Task"),
        new ElementType("bpmn:ServiceTask"),
        new Engines("^8.6"),
        List.of(
            new Group("action", "Action"),
            new Group("output", "Output"),
            new Group("retries", "Retries")),
        properties);
  }
}
