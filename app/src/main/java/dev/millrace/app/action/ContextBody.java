package dev.millrace.app.action;

import dev.millrace.app.problem.FieldRequiredException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a browser claims. All of it is checked.
 *
 * @param controls control id to value
 * @param tab names the browser tab that effects go to
 */
record ContextBody(
    Optional<Map<String, @Nullable Object>> controls,
    Optional<SelectionBody> selection,
    Optional<String> tab) {
  static final ContextBody EMPTY =
      new ContextBody(Optional.empty(), Optional.empty(), Optional.empty());

  /** Picked rows of an element. */
  record SelectionBody(String element, List<RowBody> rows) {
    SelectionBody {
      FieldRequiredException.require("element", element);
      FieldRequiredException.require("rows", rows);
    }
  }

  /**
   * A picked row.
   *
   * @param version as the user saw it
   */
  record RowBody(String id, Long version) {
    RowBody {
      FieldRequiredException.require("id", id);
      FieldRequiredException.require("version", version);
    }
  }
}
