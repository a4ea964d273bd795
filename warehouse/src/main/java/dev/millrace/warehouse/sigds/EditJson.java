package dev.millrace.warehouse.sigds;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON of log rows: numbers with all their digits, moments as ISO text. */
public final class EditJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .build();

  private EditJson() {}

  public static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Maps of plain values are JSON", e);
    }
  }

  public static Map<String, @Nullable Object> read(String json) {
    try {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      Map<?, ?> read = MAPPER.readValue(json, Map.class);
      read.forEach((key, value) -> values.put(String.valueOf(key), value));
      return values;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The edit log holds only what EditJson wrote", e);
    }
  }

  /** A stored value as JSON has it. */
  public static @Nullable Object plain(@Nullable Object value) {
    return value instanceof LocalDateTime moment ? moment.toString() : value;
  }
}
