package dev.millrace.workbook.model;

import dev.millrace.formula.Formula;
import dev.millrace.formula.ValueType;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * A column people edit.
 *
 * @param id kebab-case, stable; what actions name
 * @param name what people and formulas call it; for a CSV source the file's heading
 * @param rules what a value must fulfil
 * @param fallback what a new row holds if it is given nothing
 * @param isProtected whether people's own entries may not write it; sequences may
 */
public record Column(
    String id,
    String name,
    Kind kind,
    boolean required,
    Rules rules,
    Optional<Default> fallback,
    boolean isProtected) {
  /** A column without a default that everybody may write. */
  public Column(String id, String name, Kind kind, boolean required, Rules rules) {
    this(id, name, kind, required, rules, Optional.empty(), false);
  }

  /** What can be entered. */
  public enum Kind {
    TEXT(ValueType.TEXT),
    NUMBER(ValueType.NUMBER),
    DATE(ValueType.DATE),
    DATETIME(ValueType.DATE),
    /** True, false or empty. */
    CHECKBOX(ValueType.LOGICAL),
    /** One of the allowed texts. */
    SINGLE_SELECT(ValueType.TEXT),
    /** Some of the allowed texts, each once. */
    MULTI_SELECT(ValueType.ARRAY);

    private final ValueType type;

    Kind(ValueType type) {
      this.type = type;
    }

    public ValueType type() {
      return type;
    }

    /**
     * The type of a formula whose result goes into a cell: no formula gives a list, so several
     * choices are the text of a JSON list.
     */
    public ValueType formulaType() {
      return this == MULTI_SELECT ? ValueType.TEXT : type;
    }

    /** Whether its cells hold choices, so that it needs to say which there are. */
    public boolean chooses() {
      return this == SINGLE_SELECT || this == MULTI_SELECT;
    }
  }

  /** What a new row holds in a column that it is given nothing for. */
  public sealed interface Default {
    /**
     * Always the same.
     *
     * @param value a {@link String}, {@link BigDecimal}, {@link LocalDateTime}, {@link Boolean} or
     *     a list of texts, by the kind of the column
     */
    record Constant(Object value) implements Default {}

    /** Computed when the row is made, on behalf of whoever makes it. */
    record Computed(Formula formula) implements Default {}
  }

  /**
   * Other values of a column to choose from.
   *
   * @param element an input table of the same workbook
   * @param column id of one of its columns
   */
  public record ValuesFrom(String element, String column) {}

  /**
   * Rules of a column; what is empty does not restrict.
   *
   * @param min smallest number
   * @param max largest number
   * @param earliest first moment
   * @param latest last moment
   * @param minLength fewest characters (code points) of a text
   * @param maxLength most characters (code points) of a text
   * @param pattern matches the whole text
   * @param values the only values allowed, as {@link CellText} writes them
   * @param valuesFrom the only values allowed are those that this column holds
   * @param unique whether no two rows hold the same value; empty cells do not count
   * @param formula must not be false for the row
   */
  public record Rules(
      Optional<BigDecimal> min,
      Optional<BigDecimal> max,
      Optional<LocalDateTime> earliest,
      Optional<LocalDateTime> latest,
      Optional<Integer> minLength,
      Optional<Integer> maxLength,
      Optional<TextPattern> pattern,
      SequencedSet<String> values,
      Optional<ValuesFrom> valuesFrom,
      boolean unique,
      Optional<TableRules.RowRule> formula) {
    public static final Rules NONE =
        new Rules(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    public Rules {
      values = ordered(values);
    }

    /** Rules that look at one value alone. */
    public Rules(
        Optional<BigDecimal> min,
        Optional<BigDecimal> max,
        Optional<Integer> maxLength,
        List<String> values) {
      this(
          min,
          max,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          maxLength,
          Optional.empty(),
          ordered(values),
          Optional.empty(),
          false,
          Optional.empty());
    }

    /** The same with what is known only after all elements were read. */
    public Rules with(Optional<ValuesFrom> from, Optional<TableRules.RowRule> rowFormula) {
      return new Rules(
          min,
          max,
          earliest,
          latest,
          minLength,
          maxLength,
          pattern,
          values,
          from,
          unique,
          rowFormula);
    }

    private static SequencedSet<String> ordered(Collection<String> values) {
      return Collections.unmodifiableSequencedSet(new LinkedHashSet<>(values));
    }
  }
}
