package dev.millrace.formula.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value of JSON other than null, which is Null.
 *
 * @param json its text, with no blanks between what it holds
 */
public record Variant(String json) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_DEPTH = 100;
  private static final int LONGEST_NUMBER = 300;

  /** Numbers that engines can compute with; they read longer exponents differently. */
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?");

  private static final Pattern LONG_EXPONENT = Pattern.compile("[eE][+-]?[0-9]{4,}");

  /** What a JSON text holds; Null if the text is none, or nested more than 100 deep. */
  public static @Nullable Variant read(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      int depth = 0;
      boolean nothing = parser.nextToken() == null || parser.currentToken() == JsonToken.VALUE_NULL;
      for (JsonToken token = parser.currentToken(); token != null; token = parser.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        boolean unfit = !isReadable(parser, token) || depth > MAX_DEPTH;
        if (unfit || (depth == 0 && parser.nextToken() != null)) {
          return null;
        }
      }
      return nothing ? null : new Variant(withoutBlanks(text));
    } catch (IOException e) {
      return null;
    }
  }

  /** NUL and lone surrogates are refused, as everywhere. */
  private static boolean isReadable(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_STRING, FIELD_NAME -> Characters.firstForbidden(parser.getText()) < 0;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> !LONG_EXPONENT.matcher(parser.getText()).find();
      default -> true;
    };
  }

  private static String withoutBlanks(String json) {
    StringBuilder kept = new StringBuilder(json.length());
    boolean quoted = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (quoted && c == '\\') {
        kept.append(c).append(json.charAt(++i));
        continue;
      }
      quoted ^= c == '"';
      if (quoted || c > ' ') {
        kept.append(c);
      }
    }
    return kept.toString();
  }

  /** The value under a name; Null if this is no object or has none. */
  public @Nullable Variant field(String name) {
    if (json.charAt(0) != '{') {
      return null;
    }
    Variant found = null;
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals(name);
        parser.nextToken();
        Variant value = here(parser);
        found = wanted ? value : found;
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The member with this number, from 0; Null if this is no array or has none. */
  public @Nullable Variant member(long index) {
    if (json.charAt(0) != '[') {
      return null;
    }
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      for (long at = 0; parser.nextToken() != JsonToken.END_ARRAY; at++) {
        Variant value = here(parser);
        if (at == index) {
          return value;
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable Variant here(JsonParser parser) throws IOException {
    boolean nothing = parser.currentToken() == JsonToken.VALUE_NULL;
    int begin = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    parser.finishToken();
    return nothing
        ? null
        : new Variant(json.substring(begin, (int) parser.currentLocation().getCharOffset()));
  }

  /** The text it holds; numbers, True and False as text; else its JSON text. */
  public String text() {
    String held = heldText();
    if (held != null) {
      return held;
    }
    Object plain = isLogical() ? logical() : number();
    return plain == null ? json : Conversion.text(plain);
  }

  /** The number it is, or its text holds; True is 1, False is 0. */
  public @Nullable Number number() {
    String held = heldText();
    if (held != null) {
      return Conversion.number(held);
    }
    if (isLogical()) {
      return json.equals("true") ? 1L : 0L;
    }
    return json.length() <= LONGEST_NUMBER && NUMBER.matcher(json).matches()
        ? Arithmetic.fit(
            new BigDecimal(json).setScale(Arithmetic.QUOTIENT_SCALE, RoundingMode.HALF_UP))
        : null;
  }

  /** The logical value it is, or its text holds; of a number whether it is not 0. */
  public @Nullable Boolean logical() {
    String held = heldText();
    if (held != null) {
      return Conversion.logical(held);
    }
    if (isLogical()) {
      return json.equals("true");
    }
    Number number = number();
    return number == null ? null : number.doubleValue() != 0;
  }

  /** The moment its text holds, or its number of seconds since 1970. */
  public @Nullable LocalDateTime date() {
    String held = heldText();
    if (held != null) {
      return Conversion.moment(held);
    }
    Number number = isLogical() ? null : number();
    return number == null ? null : Conversion.moment(number);
  }

  private boolean isLogical() {
    return json.equals("true") || json.equals("false");
  }

  private @Nullable String heldText() {
    if (json.charAt(0) != '"') {
      return null;
    }
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      return parser.getText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return json;
  }
}
