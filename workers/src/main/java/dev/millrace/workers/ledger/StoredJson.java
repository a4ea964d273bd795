package dev.millrace.workers.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.millrace.workers.execution.Context;
import dev.millrace.workers.execution.Effect;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON texts in columns. Equal values have equal texts; numbers keep all their digits. */
public final class StoredJson {
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<List<Effect>> EFFECTS = new TypeReference<>() {};
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .build();

  private StoredJson() {}

  static String of(Context context) {
    return write(context);
  }

  static String of(Map<String, String> texts) {
    return write(texts);
  }

  /** A JSON-like value: null, Boolean, Number, String, or a list. */
  public static String ofValue(@Nullable Object value) {
    return write(value);
  }

  /** What a step asks browsers for. */
  public static String of(List<Effect> effects) {
    try {
      return JSON.writerFor(EFFECTS).writeValueAsString(effects);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static Context context(String json) {
    try {
      return JSON.readValue(json, Context.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A kept context is not readable.", e);
    }
  }

  static Map<String, String> texts(String json) {
    return read(json, TEXTS);
  }

  static List<Effect> effects(String json) {
    return read(json, EFFECTS);
  }

  static @Nullable Object value(String json) {
    try {
      return JSON.readValue(json, Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A kept value is not readable.", e);
    }
  }

  private static String write(@Nullable Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A kept value is not readable.", e);
    }
  }
}
