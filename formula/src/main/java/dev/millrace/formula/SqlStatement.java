package dev.millrace.formula;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SQL text with a {@code ?} for each parameter.
 *
 * @param parameters in the order of the question marks; objects of the classes that {@link
 *     ValueType} names
 * @param columns of the result, in order
 */
public record SqlStatement(
    String text, List<@Nullable Object> parameters, List<ResultColumn> columns) {
  public SqlStatement {
    parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
    columns = List.copyOf(columns);
  }

  /** A column of the result. */
  public record ResultColumn(String name, ValueType type) {}
}
