package dev.millrace.app.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Says what is wrong with a body that could not be read; never repeats what stood in it. */
final class UnreadableBody {
  private UnreadableBody() {}

  static Problem problem(Throwable error) {
    List<JsonMappingException.Reference> path = List.of();
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case BodyTooLargeException tooLarge -> {
          return tooLarge.problem();
        }
        case FieldRequiredException missing -> {
          return missing(field(path), missing.field());
        }
        case UnrecognizedPropertyException unknown -> {
          return unknownField(unknown);
        }
        case MismatchedInputException mismatch -> {
          return wrongType(mismatch);
        }
        case JsonMappingException mapping -> path = mapping.getPath();
        case JsonProcessingException syntax -> {
          return notJson(syntax.getLocation());
        }
        default -> {}
      }
    }
    return Problem.of(
        HttpStatus.BAD_REQUEST, "BODY_INVALID", "The body is missing or cannot be read.");
  }

  private static Problem missing(String place, String name) {
    String field = place.isEmpty() ? name : place + "." + name;
    return new Problem(
        HttpStatus.UNPROCESSABLE_ENTITY,
        "FIELD_REQUIRED",
        "The field '%s' is missing.".formatted(field),
        Map.of("field", field));
  }

  private static Problem unknownField(UnrecognizedPropertyException error) {
    String known =
        error.getKnownPropertyIds() == null
            ? ""
            : error.getKnownPropertyIds().stream()
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(", ", " Fields: ", "."));
    String field = field(error.getPath());
    return new Problem(
        HttpStatus.UNPROCESSABLE_ENTITY,
        "FIELD_UNKNOWN",
        "There is no field '%s' here.%s".formatted(field, known),
        Map.of("field", field));
  }

  private static Problem wrongType(MismatchedInputException error) {
    String field = field(error.getPath());
    if (field.isEmpty()) {
      return Problem.of(HttpStatus.BAD_REQUEST, "BODY_INVALID", "The body must be a JSON object.");
    }
    return new Problem(
        HttpStatus.UNPROCESSABLE_ENTITY,
        "VALUE_TYPE",
        "The field '%s' must be %s.".formatted(field, expected(error.getTargetType())),
        Map.of("field", field));
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "of another type";
    }
    if (type == String.class) {
      return "a text";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    return List.class.isAssignableFrom(type) ? "a list" : "an object";
  }

  private static Problem notJson(@Nullable JsonLocation at) {
    if (at == null) {
      return Problem.of(HttpStatus.BAD_REQUEST, "BODY_INVALID", "The body is not JSON.");
    }
    return new Problem(
        HttpStatus.BAD_REQUEST,
        "BODY_INVALID",
        "The body is not JSON: it breaks in line %d, column %d."
            .formatted(at.getLineNr(), at.getColumnNr()),
        Map.of("line", at.getLineNr(), "column", at.getColumnNr()));
  }

  private static String field(List<JsonMappingException.Reference> path) {
    StringBuilder field = new StringBuilder();
    for (JsonMappingException.Reference step : path) {
      if (step.getFieldName() == null) {
        field.append('[').append(step.getIndex()).append(']');
      } else {
        field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return field.toString();
  }
}
