package dev.millrace.workbook.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.workbook.action.ActionCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints the shapes as a JSON schema, draft 2020-12. */
public final class JsonSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private final Map<String, ObjectNode> definitions = new TreeMap<>();

  private JsonSchema() {}

  /** The schema of a workbook file; the same text every time, with a line feed at its end. */
  public static String text() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(new JsonSchema().root()) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of JSON is always JSON.", e);
    }
  }

  private ObjectNode root() {
    ObjectNode root = JSON.objectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", "Millrace workbook");
    root.setAll(object(WorkbookShapes.WORKBOOK));
    definitions.put("element", variants(elements()));
    definitions.put("step", variants(steps()));
    ObjectNode sorted = root.putObject("$defs");
    definitions.forEach(sorted::set);
    return root;
  }

  private static List<Shape> elements() {
    return WorkbookShapes.ELEMENT_TYPE.words().stream().map(WorkbookShapes::element).toList();
  }

  private static List<Shape> steps() {
    return Stream.concat(
            ActionCatalogue.shapes().stream().map(WorkbookShapes::act),
            Stream.of(WorkbookShapes.CHOICE))
        .toList();
  }

  private ObjectNode variants(List<Shape> shapes) {
    ObjectNode schema = JSON.objectNode();
    ArrayNode any = schema.putArray("anyOf");
    shapes.forEach(shape -> any.add(reference(shape)));
    return schema;
  }

  private ObjectNode reference(Shape shape) {
    String name =
        Stream.of(shape.name().split(" ", -1))
            .filter(word -> !word.equals("a") && !word.equals("an"))
            .collect(Collectors.joining("-"));
    if (!definitions.containsKey(name)) {
      definitions.put(name, JSON.objectNode());
      definitions.put(name, object(shape));
    }
    return JSON.objectNode().put("$ref", "#/$defs/" + name);
  }

  private ObjectNode object(Shape shape) {
    ObjectNode schema = JSON.objectNode();
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (Key key : shape.keys()) {
      properties.set(key.name(), describe(key));
      for (String alias : key.aliases()) {
        properties.set(alias, describe(key).put("deprecated", true));
      }
    }
    schema.put("additionalProperties", false);
    require(shape, schema);
    return schema;
  }

  private ObjectNode describe(Key key) {
    ObjectNode schema = JSON.objectNode();
    schema.put("description", key.help());
    schema.setAll(type(key.type()));
    return schema;
  }

  private static void require(Shape shape, ObjectNode schema) {
    ArrayNode all = schema.arrayNode();
    List<String> always = new ArrayList<>();
    for (Key key : shape.keys()) {
      if (key.required() && key.aliases().isEmpty()) {
        always.add(key.name());
      } else if (key.required()) {
        ArrayNode one = all.addObject().putArray("oneOf");
        Stream.concat(Stream.of(key.name()), key.aliases().stream())
            .forEach(name -> one.addObject().putArray("required").add(name));
      }
    }
    ArrayNode required = schema.putArray("required");
    always.forEach(required::add);
    if (!all.isEmpty()) {
      schema.set("allOf", all);
    }
  }

  private ObjectNode type(Type type) {
    return switch (type) {
      case Type.Text text -> ofType("string").put("maxLength", text.maxLength());
      case Type.Name name ->
          ofType("string")
              .put("pattern", "^" + name.pattern() + "$")
              .put("maxLength", Type.Name.MAX_LENGTH);
      case Type.Whole whole ->
          ofType("integer").put("minimum", whole.min()).put("maximum", whole.max());
      case Type.Plain plain -> plain(plain);
      case Type.Choice choice -> choice(choice);
      case Type.ListOf list -> list(list);
      case Type.MapOf map -> {
        ObjectNode schema = ofType("object");
        schema.set("additionalProperties", type(map.value()));
        yield schema;
      }
      case Type.Section section -> reference(section.shape());
      case Type.Variants variants ->
          JSON.objectNode()
              .put(
                  "$ref",
                  switch (variants) {
                    case ELEMENT -> "#/$defs/element";
                    case STEP -> "#/$defs/step";
                  });
    };
  }

  private static ObjectNode plain(Type.Plain plain) {
    return switch (plain) {
      case NUMBER -> ofType("number");
      case FLAG -> ofType("boolean");
      case FORMULA -> ofType("string");
      case GRID_LINES -> ofType("string").put("pattern", "^" + WorkbookShapes.GRID_LINES + "$");
      case BOUND -> ofTypes("number", "string");
      case FIXED, VALUE -> ofTypes("string", "number", "boolean");
      case CELL -> {
        ObjectNode schema = ofTypes("string", "number", "boolean", "array");
        schema.set("items", ofType("string"));
        yield schema;
      }
    };
  }

  private ObjectNode list(Type.ListOf list) {
    ObjectNode schema = ofType("array");
    schema.set("items", type(list.item()));
    return list.mayBeEmpty() ? schema : schema.put("minItems", 1);
  }

  private static ObjectNode choice(Type.Choice choice) {
    ObjectNode schema = JSON.objectNode();
    ArrayNode words = schema.putArray("enum");
    choice.words().forEach(words::add);
    choice.aliases().keySet().stream()
        .sorted()
        .filter(alias -> !choice.words().contains(alias))
        .forEach(words::add);
    return schema;
  }

  private static ObjectNode ofTypes(String... names) {
    ObjectNode schema = JSON.objectNode();
    ArrayNode types = schema.putArray("type");
    for (String name : names) {
      types.add(name);
    }
    return schema;
  }

  private static ObjectNode ofType(String name) {
    return JSON.objectNode().put("type", name);
  }
}
