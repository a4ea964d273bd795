package dev.millrace.formula.function;

import dev.millrace.formula.ValueType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One place for an argument.
 *
 * @param name in the signature
 * @param types the types it takes
 * @param sharing arguments of one call with the same positive number must have one type; 0: free
 * @param use how the argument is used
 * @param choices if not empty, the argument must be one of these text literals
 */
public record Parameter(
    String name, Set<ValueType> types, int sharing, Use use, List<String> choices) {
  private static final Set<ValueType> ANY = Set.of(ValueType.values());

  /** Types whose values have an order. */
  private static final Set<ValueType> ORDERED =
      Set.of(ValueType.NUMBER, ValueType.TEXT, ValueType.DATE, ValueType.LOGICAL);

  public Parameter {
    types = Set.copyOf(types);
    choices = List.copyOf(choices);
  }

  /** How an argument is used. */
  public enum Use {
    /** As it is. */
    VALUE,
    /** As a whole number that counts; fractions are rounded, beyond a thousand million is that. */
    COUNT,
    /** Known when the formula is checked: a literal. */
    CONSTANT,
    /** A number of rows, known when the formula is checked: 0 or more. */
    ROWS,
    /** Which one of several, known when the formula is checked: 1 or more. */
    ORDINAL,
    /** A part of the whole, known when the formula is checked: from 0 to 1. */
    PART
  }

  /** A text. */
  public static Parameter text(String name) {
    return of(name, ValueType.TEXT);
  }

  /** A number. */
  public static Parameter number(String name) {
    return of(name, ValueType.NUMBER);
  }

  /** A moment. */
  public static Parameter date(String name) {
    return of(name, ValueType.DATE);
  }

  /** A condition. */
  public static Parameter logical(String name) {
    return of(name, ValueType.LOGICAL);
  }

  /** A value of one of these types. */
  public static Parameter of(String name, ValueType first, ValueType... others) {
    return new Parameter(name, Set.copyOf(join(first, others)), 0, Use.VALUE, List.of());
  }

  /** A value of any type. */
  public static Parameter any(String name) {
    return new Parameter(name, ANY, 0, Use.VALUE, List.of());
  }

  /** A value of any type that a text or an array can hold whole. */
  public static Parameter plain(String name) {
    Set<ValueType> types = EnumSet.allOf(ValueType.class);
    types.removeAll(List.of(ValueType.VARIANT, ValueType.GEOGRAPHY));
    return new Parameter(name, types, 0, Use.VALUE, List.of());
  }

  /** A number that counts or points. */
  public static Parameter count(String name) {
    return new Parameter(name, Set.of(ValueType.NUMBER), 0, Use.COUNT, List.of());
  }

  /** A number that is written in the formula. */
  public static Parameter constant(String name) {
    return new Parameter(name, Set.of(ValueType.NUMBER), 0, Use.CONSTANT, List.of());
  }

  /** A number of rows that is written in the formula. */
  public static Parameter rows(String name) {
    return new Parameter(name, Set.of(ValueType.NUMBER), 0, Use.ROWS, List.of());
  }

  /** A number from 0 to 1 that is written in the formula. */
  public static Parameter part(String name) {
    return new Parameter(name, Set.of(ValueType.NUMBER), 0, Use.PART, List.of());
  }

  /** A number from 1 that is written in the formula. */
  public static Parameter ordinal(String name) {
    return new Parameter(name, Set.of(ValueType.NUMBER), 0, Use.ORDINAL, List.of());
  }

  /** A text that is written in the formula. */
  public static Parameter writtenText(String name) {
    return choice(name, List.of());
  }

  /** One of these texts, written in the formula. */
  public static Parameter choice(String name, List<String> choices) {
    return new Parameter(name, Set.of(ValueType.TEXT), 0, Use.CONSTANT, choices);
  }

  /** Whether it must be known when the formula is checked. */
  public boolean isKnown() {
    return use == Use.CONSTANT || use == Use.ROWS || use == Use.ORDINAL || use == Use.PART;
  }

  /** Of any type, but the same as all others with this number. */
  public static Parameter same(String name, int sharing) {
    return new Parameter(name, ANY, sharing, Use.VALUE, List.of());
  }

  /** Of a type with an order, and the same as all others with this number. */
  public static Parameter comparable(String name, int sharing) {
    return new Parameter(name, ORDERED, sharing, Use.VALUE, List.of());
  }

  private static List<ValueType> join(ValueType first, ValueType... others) {
    return Stream.concat(Stream.of(first), Arrays.stream(others)).toList();
  }
}
