package dev.millrace.warehouse.cell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The choices of a multi-select cell: a list in programs, JSON text where it is stored. */
public final class Choices {
  /** Most choices of a cell. */
  public static final int MOST = 1_000;

  private static final TypeReference<List<@Nullable Object>> LIST = new TypeReference<>() {};
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Choices() {}

  /** The list as JSON, without white space: the same text for the same list. */
  public static String text(List<String> choices) {
    try {
      return MAPPER.writeValueAsString(choices);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Lists of texts are JSON", e);
    }
  }

  /** The list that the text is; empty if it is none, or holds anything but texts, each once. */
  public static Optional<List<String>> read(String text) {
    try {
      List<@Nullable Object> read = MAPPER.readValue(text, LIST);
      return read == null ? Optional.empty() : of(read);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The values as choices; empty if they are anything but texts, each once. */
  static Optional<List<String>> of(List<?> values) {
    boolean fits =
        values.size() <= MOST
            && values.stream().allMatch(String.class::isInstance)
            && new HashSet<>(values).size() == values.size();
    return fits ? Optional.of(values.stream().map(String.class::cast).toList()) : Optional.empty();
  }
}
