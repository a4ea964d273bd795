package dev.millrace.workers.execution;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the browser claims when it starts an execution. Row values are read by the server, as the
 * reader.
 *
 * @param controls control id to value, of the class its kind names
 * @param selection the rows that were picked
 * @param tab names the browser tab that effects go to
 */
public record Context(
    Map<String, @Nullable Object> controls, Optional<Selection> selection, Optional<String> tab) {
  public static final Context EMPTY = new Context(Map.of(), Optional.empty(), Optional.empty());

  public Context {
    controls = Collections.unmodifiableMap(new LinkedHashMap<>(controls));
  }

  /** Picked rows of an element. */
  public record Selection(String element, List<PickedRow> rows) {
    public Selection {
      rows = List.copyOf(rows);
    }
  }

  /** A row and its version as the user saw it. */
  public record PickedRow(String id, long version) {}
}
