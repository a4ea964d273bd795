package dev.millrace.workbook.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Anything on a page. */
public sealed interface Element {
  /** Kebab-case, unique in the workbook. */
  String id();

  /** What people call it. */
  String title();

  /** This element, then those inside it. */
  default Stream<Element> withInner() {
    return Stream.of(this);
  }

  /**
   * An editable table that is stored in the warehouse.
   *
   * @param lookedUp the tables that its formulas look into, those that these look into among them
   */
  record InputTable(
      String id,
      String title,
      TableSource source,
      List<Column> columns,
      List<FormulaColumn> formulas,
      Optional<Placement> at,
      TableRules rules,
      List<LookedUp> lookedUp)
      implements Element {
    public InputTable {
      lookedUp = List.copyOf(lookedUp);
      columns = List.copyOf(columns);
      formulas = List.copyOf(formulas);
    }

    /** A table that has no rules as a whole. */
    public InputTable(
        String id,
        String title,
        TableSource source,
        List<Column> columns,
        List<FormulaColumn> formulas,
        Optional<Placement> at) {
      this(id, title, source, columns, formulas, at, TableRules.NONE, List.of());
    }

    /** The same with other computed columns. */
    public InputTable withFormulas(List<FormulaColumn> other) {
      return new InputTable(id, title, source, columns, other, at, rules, lookedUp);
    }

    /** The same with other columns and rules. */
    public InputTable with(List<Column> otherColumns, TableRules otherRules) {
      return new InputTable(id, title, source, otherColumns, formulas, at, otherRules, lookedUp);
    }

    /**
     * A table into which formulas of another one look.
     *
     * @param element its id, as it stands in the references
     * @param formulas its computed columns
     */
    public record LookedUp(String element, List<FormulaColumn> formulas) {
      public LookedUp {
        formulas = List.copyOf(formulas);
      }
    }

    /** The same, looking into these tables. */
    public InputTable withLookedUp(List<LookedUp> tables) {
      return new InputTable(id, title, source, columns, formulas, at, rules, tables);
    }

    public Optional<Column> column(String columnId) {
      return columns.stream().filter(column -> column.id().equals(columnId)).findFirst();
    }
  }

  /**
   * Holds a value under its id.
   *
   * @param value first value, or null; an object of the class its kind names
   */
  record Control(
      String id, String title, ControlKind kind, @Nullable Object value, Optional<Placement> at)
      implements Element {}

  /** Fires {@code click}. */
  record Button(String id, String title, Optional<Placement> at) implements Element {}

  /** Fixed text. */
  record Text(String id, String title, String text, Optional<Placement> at) implements Element {}

  /** Lies over the page when opened. */
  record Modal(String id, String title, Width width, List<Element> elements) implements Element {
    public Modal {
      elements = List.copyOf(elements);
    }

    @Override
    public Stream<Element> withInner() {
      return Stream.concat(Stream.of(this), elements.stream().flatMap(Element::withInner));
    }
  }

  /** Width of a modal: 320, 480, 640, 800, 1024 pixels. */
  enum Width {
    XS,
    SM,
    MD,
    LG,
    XL
  }
}
