package dev.millrace.warehouse.sql;

import static java.util.stream.Collectors.joining;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parameters of a statement that is being put together, in their order. */
final class Binding {
  private final List<@Nullable Object> parameters = new ArrayList<>();

  void add(Object value) {
    parameters.add(value);
  }

  /** Fills {@link Session#places}. */
  void addAll(List<String> values) {
    int places =
        Math.toIntExact(Session.places(values.size()).chars().filter(c -> c == '?').count());
    for (int i = 0; i < places; i++) {
      parameters.add(values.get(Math.min(i, values.size() - 1)));
    }
  }

  /** The rows as a table in parentheses, each value with its type. */
  String values(TypedRows rows, List<List<@Nullable Object>> some) {
    some.forEach(parameters::addAll);
    String typed =
        rows.columns().stream()
            .map(column -> "CAST(? AS " + column.type() + ")")
            .collect(joining(", ", "(", ")"));
    return "(VALUES %s)"
        .formatted(String.join(", ", java.util.Collections.nCopies(some.size(), typed)));
  }

  void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      statement.setObject(i + 1, parameters.get(i));
    }
  }
}
