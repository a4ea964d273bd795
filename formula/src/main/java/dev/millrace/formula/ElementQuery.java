package dev.millrace.formula;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an element shows: rows of one table or view, with computed columns, filtered, sorted and cut
 * to a page.
 *
 * @param source where the rows come from
 * @param computed further columns, each of which may name source columns and computed columns
 * @param filter a row formula; rows for which it does not hold are left out
 * @param sort most significant first; columns of the source or computed
 * @param page empty for all rows
 * @param parameters values of the {@code SINGLE} references in the formulas, sent as bind
 *     parameters
 * @param order how rows follow each other for functions that look at rows around; it should tell
 *     any two rows apart
 * @param groupBy columns by name; aggregates, and functions that look at rows around, stay among
 *     the rows that hold the same in them, Null being one value
 * @param elements other elements whose rows formulas look into, by name; what they show, whatever
 *     their page
 * @param show result columns by name, in order; empty for all: the source's, then the computed
 */
public record ElementQuery(
    Source source,
    List<Computed> computed,
    Optional<Formula> filter,
    List<Sort> sort,
    Optional<Page> page,
    Map<Reference, @Nullable Object> parameters,
    List<String> show,
    List<Sort> order,
    List<String> groupBy,
    Map<String, ElementQuery> elements) {
  /** Rows that functions go through in the order of the sort. */
  public ElementQuery(
      Source source,
      List<Computed> computed,
      Optional<Formula> filter,
      List<Sort> sort,
      Optional<Page> page,
      Map<Reference, @Nullable Object> parameters,
      List<String> show) {
    this(source, computed, filter, sort, page, parameters, show, sort, List.of());
  }

  /** An element that looks into no other. */
  public ElementQuery(
      Source source,
      List<Computed> computed,
      Optional<Formula> filter,
      List<Sort> sort,
      Optional<Page> page,
      Map<Reference, @Nullable Object> parameters,
      List<String> show,
      List<Sort> order,
      List<String> groupBy) {
    this(source, computed, filter, sort, page, parameters, show, order, groupBy, Map.of());
  }

  /** The same, whose formulas look into these. */
  public ElementQuery with(Map<String, ElementQuery> others) {
    return new ElementQuery(
        source, computed, filter, sort, page, parameters, show, order, groupBy, others);
  }

  // Written out: the null marks of a compact constructor's parameters are lost in class files.
  public ElementQuery(
      Source source,
      List<Computed> computed,
      Optional<Formula> filter,
      List<Sort> sort,
      Optional<Page> page,
      Map<Reference, @Nullable Object> parameters,
      List<String> show,
      List<Sort> order,
      List<String> groupBy,
      Map<String, ElementQuery> elements) {
    this.elements = Map.copyOf(elements);
    this.order = List.copyOf(order);
    this.groupBy = List.copyOf(groupBy);
    this.source = source;
    this.computed = List.copyOf(computed);
    this.filter = filter;
    this.sort = List.copyOf(sort);
    this.page = page;
    this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    this.show = List.copyOf(show);
  }

  /**
   * Among the parameters: the moment that Now() means, a {@link java.time.LocalDateTime}, UTC.
   * Without it, it is that at which the warehouse runs the statement.
   */
  public static final Reference NOW = Reference.of("Query", "now");

  /**
   * A table or view of the warehouse.
   *
   * @param path catalogue, schema and name, as far as needed, unquoted
   */
  public record Source(List<String> path, List<SourceColumn> columns) {
    public Source {
      path = List.copyOf(path);
      columns = List.copyOf(columns);
    }
  }

  /**
   * A column of the source.
   *
   * @param name what formulas call it
   * @param warehouseName what the warehouse calls it, unquoted
   */
  public record SourceColumn(String name, String warehouseName, ColumnType type) {}

  /** A column the formula computes in each row. */
  public record Computed(String name, Formula formula) {}

  /** One sort key; nulls last ascending, first descending. */
  public record Sort(String column, boolean descending) {}

  /** Which rows of the sorted result. */
  public record Page(long offset, int limit) {}

  /** How the warehouse stores a column. */
  public enum ColumnType {
    TEXT(ValueType.TEXT),
    /** 64 bits. */
    INTEGER(ValueType.NUMBER),
    /** DECIMAL(28, 10). */
    DECIMAL(ValueType.NUMBER),
    /** Binary floating point, 64 bits. */
    DOUBLE(ValueType.NUMBER),
    /** Without a time zone; holds UTC. */
    TIMESTAMP(ValueType.DATE),
    DATE(ValueType.DATE),
    BOOLEAN(ValueType.LOGICAL),
    JSON(ValueType.VARIANT),
    /** Text that holds a JSON array. */
    ARRAY(ValueType.ARRAY);

    private final ValueType type;

    ColumnType(ValueType type) {
      this.type = type;
    }

    public ValueType type() {
      return type;
    }
  }
}
