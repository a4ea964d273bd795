package dev.millrace.formula.array;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.millrace.formula.value.Arithmetic;
import dev.millrace.formula.value.Conversion;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Members of arrays. Engines hold each as its JSON text, so that an array may hold anything and
 * equal members are equal texts; moments are texts among them, here as there.
 */
public final class Members {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_DEPTH = 100;

  private Members() {}

  /** The value as arrays hold it. */
  static @Nullable Object of(@Nullable Object value) {
    return value instanceof LocalDateTime ? Conversion.text(value) : value;
  }

  /** JSON text of a member; equal for equal members. */
  public static String json(@Nullable Object member) {
    return switch (member) {
      case null -> "null";
      case Boolean logical -> logical.toString();
      case Number number -> Conversion.text(number);
      case List<?> members -> jsonOf(members);
      default -> quoted(member.toString());
    };
  }

  private static String jsonOf(List<?> members) {
    List<String> texts = new ArrayList<>(members.size());
    members.forEach(member -> texts.add(json(member)));
    return "[" + String.join(",", texts) + "]";
  }

  private static String quoted(String text) {
    StringWriter writer = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(writer)) {
      generator.writeString(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return writer.toString();
  }

  /** How a member stands among others in a text. */
  static String text(Object member) {
    return member instanceof List<?> members ? jsonOf(members) : Conversion.text(member);
  }

  /**
   * Reads the JSON text of an array.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static List<@Nullable Object> read(String json) {
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        List<@Nullable Object> members = members(parser, 1);
        if (parser.nextToken() == null) {
          return members;
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("Not the JSON text of an array", e);
    }
    throw new IllegalArgumentException("Not the JSON text of an array");
  }

  /** What formulas see of a column that holds arrays as JSON text: null for all but flat ones. */
  public static @Nullable List<@Nullable Object> ofColumn(String json) {
    try {
      List<@Nullable Object> members = read(json);
      return members.stream().anyMatch(List.class::isInstance) ? null : members;
    } catch (IllegalArgumentException none) {
      return null;
    }
  }

  private static List<@Nullable Object> members(JsonParser parser, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("Arrays within arrays, too deep");
    }
    List<@Nullable Object> members = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      members.add(
          switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getDecimalValue());
            case START_ARRAY -> members(parser, depth + 1);
            default -> throw new IllegalArgumentException("An array of objects");
          });
    }
    return members;
  }

  private static Object number(BigDecimal number) {
    Number fits = Arithmetic.fit(number.stripTrailingZeros());
    return fits == null ? number.doubleValue() : fits;
  }
}
