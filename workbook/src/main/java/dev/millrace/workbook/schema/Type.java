package dev.millrace.workbook.schema;

import java.util.List;
import java.util.Map;

/** What may stand under a key. */
public sealed interface Type {
  /**
   * Any text.
   *
   * @param maxLength in UTF-16 characters
   */
  record Text(int maxLength) implements Type {}

  /** A name people give something, in a fixed form. */
  enum Name implements Type {
    /** Of a page, element, column, sequence, step, connection: kebab-case. */
    ID("[a-z][a-z0-9]*(-[a-z0-9]+)*", "lower-case words joined by hyphens, e.g. open-case"),
    /** Of a variable, which process models name too. */
    VARIABLE("[a-zA-Z][a-zA-Z0-9_]*", "letters, digits and underscores, e.g. caseRow"),
    /** Of an uploaded file, without its ending. */
    FILE(
        "[A-Za-z0-9][A-Za-z0-9_-]*", "letters, digits, hyphens and underscores, e.g. strikes_2024");

    /** A table named so still fits with its prefix into what warehouses allow. */
    public static final int MAX_LENGTH = 50;

    private final String pattern;
    private final String described;

    Name(String pattern, String described) {
      this.pattern = pattern;
      this.described = described;
    }

    /** Regular expression for the whole text. */
    public String pattern() {
      return pattern;
    }

    public String described() {
      return described;
    }
  }

  /** A whole number. */
  record Whole(long min, long max) implements Type {}

  /** What needs no further word. */
  enum Plain implements Type {
    /** A number, at most 28 digits of which 10 may be behind the point. */
    NUMBER,
    FLAG,
    /** A text, a number, or true or false: a fixed value. */
    FIXED,
    /** A number, or a date as text. */
    BOUND,
    /** What a cell may hold: a fixed value, or a list of texts. */
    CELL,
    /** The text of a formula. */
    FORMULA,
    /** The text of a formula, or a number, true or false that stands for itself. */
    VALUE,
    /** {@code 1 / 17}. */
    GRID_LINES
  }

  /**
   * One of several words.
   *
   * @param aliases other word to the one it means
   * @param later words of the specification that are not supported yet
   */
  record Choice(List<String> words, Map<String, String> aliases, List<String> later)
      implements Type {
    public Choice {
      words = List.copyOf(words);
      aliases = Map.copyOf(aliases);
      later = List.copyOf(later);
    }
  }

  /**
   * Values one after the other.
   *
   * @param mayBeEmpty false: there must be one at least
   */
  record ListOf(Type item, boolean mayBeEmpty) implements Type {}

  /** Keys are free. */
  record MapOf(Type value) implements Type {}

  /** A mapping with known keys. */
  record Section(Shape shape) implements Type {}

  /** One of several mappings. */
  enum Variants implements Type {
    ELEMENT,
    STEP
  }
}
