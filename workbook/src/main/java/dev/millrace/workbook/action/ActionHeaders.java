package dev.millrace.workbook.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Turns actions into task headers and back. */
final class ActionHeaders {
  /** Of one header's text, in UTF-16 characters. */
  private static final int MAX_LENGTH = 100_000;

  private static final int MAX_ENTRIES = 1000;
  private static final List<String> OF_OTHERS = List.of("millrace", "_", "io.camunda");
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static {
    JSON.getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(10).build());
  }

  private ActionHeaders() {}

  static Map<String, String> write(ActionShape shape, Action action) {
    Map<String, String> headers = new LinkedHashMap<>();
    shape.values(action).forEach((field, value) -> headers.put(field, text(value)));
    return headers;
  }

  static Action read(ActionShape shape, Map<String, String> headers) {
    Map<String, Object> values = new LinkedHashMap<>();
    headers.forEach((name, text) -> {
      if (text.length() > MAX_LENGTH) {
        throw refused(name, "has more than %d characters".formatted(MAX_LENGTH));
      }
      shape
          .field(name)
          .ifPresentOrElse(
              field -> {
                if (!text.isEmpty()) {
                  values.put(name, value(field, text));
                }
              },
              () -> requireOfOthers(shape, name));
    });
    return shape.create(values);
  }

  private static void requireOfOthers(ActionShape shape, String name) {
    if (OF_OTHERS.stream().noneMatch(name::startsWith)) {
      throw refused(
          name,
          "is no field of %s. Fields: %s"
              .formatted(
                  shape.name(),
                  shape.fields().stream().map(FieldShape::name).collect(Collectors.joining(", "))));
    }
  }

  private static String text(Object value) {
    return switch (value) {
      case Expression expression -> expression.text();
      case Map<?, ?> map -> json(map);
      default -> value.toString();
    };
  }

  private static String json(Map<?, ?> expressions) {
    SortedMap<String, String> sorted = new TreeMap<>();
    expressions.forEach((key, value) -> sorted.put((String) key, ((Expression) value).text()));
    try {
      return JSON.writeValueAsString(sorted);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A map of texts is always JSON.", e);
    }
  }

  private static Object value(FieldShape field, String text) {
    return switch (field.kind()) {
      case TEXT -> text;
      case FORMULA -> new Expression(text);
      case FORMULAS -> expressions(field, text);
      case CHOICE -> choice(field, text);
      case FLAG -> flag(field, text);
      case WHOLE_NUMBER -> wholeNumber(field, text);
    };
  }

  private static Map<String, Expression> expressions(FieldShape field, String text) {
    Map<String, Object> object;
    try {
      object = JSON.readValue(text, OBJECT);
    } catch (JsonProcessingException e) {
      throw refused(
          field.name(), "is not a JSON object from name to formula: " + e.getOriginalMessage());
    }
    if (object == null) {
      throw refused(field.name(), "is null, not a JSON object from name to formula");
    }
    if (object.size() > MAX_ENTRIES) {
      throw refused(field.name(), "has more than %d entries".formatted(MAX_ENTRIES));
    }
    Map<String, Expression> expressions = new LinkedHashMap<>();
    object.forEach((key, value) -> {
      if (!(value instanceof String formula) || formula.isEmpty()) {
        throw refused(
            field.name(), "has no formula text for '%s'; texts want \"…\"".formatted(key));
      }
      expressions.put(key, new Expression(formula));
    });
    return expressions;
  }

  private static String choice(FieldShape field, String text) {
    if (!field.choices().contains(text)) {
      throw refused(
          field.name(),
          "is '%s', which is not one of %s".formatted(text, String.join(", ", field.choices())));
    }
    return text;
  }

  private static boolean flag(FieldShape field, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refused(field.name(), "is '%s', not true or false".formatted(text));
    };
  }

  private static int wholeNumber(FieldShape field, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw refused(field.name(), "is '%s', not a whole number".formatted(text));
    }
  }

  private static IllegalArgumentException refused(String header, String why) {
    return new IllegalArgumentException("The task header '%s' %s.".formatted(header, why));
  }
}
