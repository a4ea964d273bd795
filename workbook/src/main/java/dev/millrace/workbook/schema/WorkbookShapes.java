package dev.millrace.workbook.schema;

import static dev.millrace.workbook.schema.Key.optional;
import static dev.millrace.workbook.schema.Key.required;

import dev.millrace.workbook.action.ActionCatalogue;
import dev.millrace.workbook.action.ActionShape;
import dev.millrace.workbook.action.FieldShape;
import dev.millrace.workbook.model.TextPattern;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The shapes of a workbook file. */
public final class WorkbookShapes {
  private static final Type TITLE = new Type.Text(200);
  private static final Type LONG_TEXT = new Type.Text(10_000);
  private static final Type ELEMENTS = new Type.ListOf(Type.Variants.ELEMENT, true);
  private static final Type STEPS = new Type.ListOf(Type.Variants.STEP, false);
  private static final Type ON_ERROR = choice("stop", "continue", "rollback");

  /** First and last grid line, as groups. */
  public static final String GRID_LINES = "\\s*(\\d{1,4})\\s*/\\s*(\\d{1,4})\\s*";

  public static final Shape PLACEMENT =
      Shape.of(
          "a placement",
          required("column", Type.Plain.GRID_LINES, "First and last grid line, e.g. 1 / 17."),
          required("row", Type.Plain.GRID_LINES, "First and last grid line, e.g. 1 / 20."));

  public static final Shape SOURCE =
      Shape.of(
          "a source",
          required(
              "kind",
              new Type.Choice(List.of("empty", "csv"), Map.of(), List.of("linked")),
              "Whether the table starts empty or with the rows of a file."),
          optional("table", Type.Name.FILE, "Uploaded file, without its ending; for csv."));

  public static final Shape VALUES_FROM =
      Shape.of(
          "a column to choose from",
          required("element", Type.Name.ID, "Input table of this workbook."),
          required("column", Type.Name.ID, "Id of one of its columns."));

  public static final Shape VALIDATION =
      Shape.of(
          "a validation",
          optional("min", Type.Plain.BOUND, "Smallest number, or first date."),
          optional("max", Type.Plain.BOUND, "Largest number, or last date."),
          optional("minLength", new Type.Whole(1, 1_000_000), "Fewest characters of a text."),
          optional("maxLength", new Type.Whole(1, 1_000_000), "Most characters of a text."),
          optional(
              "pattern",
              new Type.Text(TextPattern.MAX_LENGTH),
              "Regular expression (RE2) that matches the whole text."),
          optional("values", new Type.ListOf(Type.Plain.FIXED, false), "The only values allowed."),
          optional(
              "valuesFrom",
              new Type.Section(VALUES_FROM),
              "The only values allowed are those of another column."),
          optional("unique", Type.Plain.FLAG, "Whether no two rows may hold the same value."),
          optional("formula", Type.Plain.FORMULA, "Must not be false for the row."),
          optional("message", LONG_TEXT, "What people are told if the formula is false."));

  public static final Shape COLUMN =
      Shape.of(
          "a column",
          required("id", Type.Name.ID, "What actions call it; never changes."),
          required("name", TITLE, "What people and formulas call it."),
          required(
              "type",
              new Type.Choice(
                  List.of(
                      "text",
                      "number",
                      "date",
                      "datetime",
                      "checkbox",
                      "single-select",
                      "multi-select"),
                  Map.of(
                      "single_select",
                      "single-select",
                      "dropdown",
                      "single-select",
                      "multi_select",
                      "multi-select"),
                  List.of()),
              "What can be entered."),
          optional("required", Type.Plain.FLAG, "Whether every row needs a value."),
          optional(
              "default",
              Type.Plain.CELL,
              "Value of new rows that are given none; a formula begins with =.",
              "defaultValue"),
          optional(
              "protected", Type.Plain.FLAG, "true: only sequences write it, not people's entries."),
          optional("validation", new Type.Section(VALIDATION), "What a value must fulfil."));

  public static final Shape FORMULA_COLUMN =
      Shape.of(
          "a formula column",
          required("id", Type.Name.ID, "Never changes."),
          required("name", TITLE, "What people and formulas call it."),
          required("formula", Type.Plain.FORMULA, "Computes the value of each row."));

  public static final Shape ROW_RULE =
      Shape.of(
          "a rule of rows",
          required("formula", Type.Plain.FORMULA, "Must not be false for any row."),
          optional("message", LONG_TEXT, "What people are told if it is false."));

  public static final Shape INPUT_TABLE =
      element(
          "input-table",
          "an input table",
          optional("title", TITLE, "What people call it."),
          optional("source", new Type.Section(SOURCE), "Where the first rows come from."),
          required("columns", new Type.ListOf(new Type.Section(COLUMN), true), "Columns to edit."),
          optional(
              "formulas",
              new Type.ListOf(new Type.Section(FORMULA_COLUMN), true),
              "Computed columns."),
          optional(
              "rules", new Type.ListOf(new Type.Section(ROW_RULE), true), "Rules of its rows."),
          optional("maxRows", new Type.Whole(1, 1_000_000_000), "Most rows it holds."),
          optional(
              "allowBulkOperations", Type.Plain.FLAG, "false: people change one row at a time."),
          optional(
              "entry",
              choice("draft", "published", "both"),
              "Where rows may be entered; both.",
              "dataEntryPermission"),
          optional(
              "conflicts",
              choice("refuse", "merge"),
              "merge: edits of different columns of one row are both taken; refuse."),
          optional(
              "writes",
              choice("immediate", "batched", "staged"),
              "When what is entered is written; immediate. batched: together with what comes within"
                  + " batchSeconds, in warehouses with slow statements. staged: when people save."),
          optional(
              "batchSeconds",
              new Type.Whole(1, 300),
              "How long a batched change waits for others; 5."),
          at());

  public static final Shape CONTROL =
      element(
          "control",
          "a control",
          optional("title", TITLE, "What people call it."),
          required("control", choice("text", "number", "checkbox"), "What can be chosen."),
          optional("value", Type.Plain.FIXED, "Its first value."),
          at());

  public static final Shape BUTTON =
      element("button", "a button", required("text", TITLE, "What stands on it.", "title"), at());

  public static final Shape TEXT =
      element(
          "text",
          "a text element",
          optional("title", TITLE, "What people call it."),
          required("text", LONG_TEXT, "What it says."),
          at());

  public static final Shape MODAL =
      element(
          "modal",
          "a modal",
          optional("title", TITLE, "Its heading."),
          optional("width", choice("xs", "sm", "md", "lg", "xl"), "320 to 1024 pixels; md."),
          optional("elements", ELEMENTS, "What it shows."));

  public static final Type.Choice ELEMENT_TYPE =
      new Type.Choice(
          List.of("input-table", "control", "button", "text", "modal"),
          Map.of("input_table", "input-table"),
          List.of("table", "chart", "container", "tabbed-container", "popover", "form"));

  public static final Shape PAGE =
      Shape.of(
          "a page",
          required("id", Type.Name.ID, "Never changes."),
          optional("title", TITLE, "What people call it."),
          optional("grid", new Type.Whole(1, 24), "Columns of its grid; 24."),
          optional("elements", ELEMENTS, "What it shows."));

  public static final Shape TRIGGER =
      Shape.of(
          "a trigger",
          required("element", Type.Name.ID, "Element that fires.", "elementId"),
          required(
              "type",
              new Type.Choice(
                  List.of("click"),
                  Map.of(),
                  List.of(
                      "select",
                      "change",
                      "context_menu",
                      "modal_primary",
                      "modal_secondary",
                      "modal_close")),
              "What it fires."));

  public static final Shape SEQUENCE =
      Shape.of(
              "a sequence",
              required("id", Type.Name.ID, "Never changes."),
              optional("name", TITLE, "What people call it."),
              optional("enabled", Type.Plain.FLAG, "false: it cannot be started."),
              optional("isPaused", Type.Plain.FLAG, "The specification's word: enabled, negated."),
              optional("trigger", new Type.Section(TRIGGER), "What starts it."),
              optional("selection", Type.Name.ID, "Table whose selected rows it sees."),
              optional("condition", Type.Plain.FORMULA, "Starts only if this holds."),
              optional(
                  "timeoutMs",
                  new Type.Whole(1, 366L * 24 * 60 * 60 * 1000),
                  "Milliseconds from start to end; 600000."),
              optional("onError", ON_ERROR, "What a failing step does; stop."),
              optional(
                  "stopOnError",
                  Type.Plain.FLAG,
                  "The specification's word: onError stop, or else continue."),
              required("steps", STEPS, "What it does, in order.", "actions"))
          .later("durability", "schedule", "webhook");

  /** A step that does one thing, without the fields of its action. */
  public static final Shape ACT =
      Shape.of(
              "a step",
              required("id", Type.Name.ID, "Unique in the sequence; never changes."),
              required(
                  "action",
                  new Type.Choice(
                      ActionCatalogue.shapes().stream().map(ActionShape::name).toList(),
                      Map.of(),
                      List.of("insert-rows")),
                  "What it does."),
              optional("name", TITLE, "What people call it: verb and object."),
              optional("condition", Type.Plain.FORMULA, "Passed over if this does not hold."),
              optional("onError", ON_ERROR, "As the sequence, if left out."),
              optional("retries", new Type.Whole(1, 100), "Tries before it has failed; 3."),
              optional("output", Type.Name.VARIABLE, "Variable that gets the result."))
          .later("for-each", "as", "limit", "rows", "compensation");

  public static final Shape BRANCH =
      Shape.of(
          "a branch",
          required("if", Type.Plain.FORMULA, "Taken if this holds and none before did."),
          required("then", STEPS, "What it does."));

  /** A step that takes one of several ways. */
  public static final Shape CHOICE =
      Shape.of(
          "a choice",
          optional("id", Type.Name.ID, "Unique in the sequence; never changes."),
          optional("name", TITLE, "A question."),
          required("if", Type.Plain.FORMULA, "Condition of the first way."),
          required("then", STEPS, "The first way."),
          optional("elseIf", new Type.ListOf(new Type.Section(BRANCH), true), "Further ways."),
          optional("else", STEPS, "The way if no condition holds."));

  public static final Shape WORKBOOK =
      Shape.of(
          "a workbook",
          required("workbook", Type.Name.ID, "Id, unique in the installation."),
          optional("title", TITLE, "What people call it."),
          optional(
              "connections", new Type.MapOf(Type.Name.ID), "Name used here to connection name."),
          required("pages", new Type.ListOf(new Type.Section(PAGE), true), "What people see."),
          optional(
              "sequences", new Type.ListOf(new Type.Section(SEQUENCE), true), "What it does."));

  private WorkbookShapes() {}

  /** The shape of an element, by a word of {@link #ELEMENT_TYPE}. */
  public static Shape element(String type) {
    return switch (type) {
      case "input-table" -> INPUT_TABLE;
      case "control" -> CONTROL;
      case "button" -> BUTTON;
      case "text" -> TEXT;
      case "modal" -> MODAL;
      default -> throw new IllegalArgumentException("There is no element type " + type);
    };
  }

  /** A step with that action: the keys every step has, then the action's own. */
  public static Shape act(ActionShape action) {
    Shape shape = ACT.and(action.fields().stream().map(WorkbookShapes::key).toList());
    return new Shape("a step with " + action.name(), shape.keys(), shape.later());
  }

  private static Key key(FieldShape field) {
    Type type =
        switch (field.kind()) {
          case TEXT -> field.refers().isPresent() ? Type.Name.ID : LONG_TEXT;
          case FORMULA -> Type.Plain.VALUE;
          case FORMULAS -> new Type.MapOf(Type.Plain.VALUE);
          case CHOICE -> new Type.Choice(field.choices(), Map.of(), List.of());
          case FLAG -> Type.Plain.FLAG;
          case WHOLE_NUMBER -> new Type.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
        };
    return new Key(field.name(), type, field.required(), field.help(), List.of());
  }

  private static Shape element(String type, String name, Key... keys) {
    List<Key> first =
        List.of(
            required("id", Type.Name.ID, "Unique in the workbook; never changes."),
            required(
                "type",
                new Type.Choice(List.of(type), Map.of(type.replace('-', '_'), type), List.of()),
                "Kind of element."));
    return new Shape(name, Stream.concat(first.stream(), Stream.of(keys)).toList(), List.of());
  }

  private static Key at() {
    return optional("at", new Type.Section(PLACEMENT), "Where it lies on the grid.");
  }

  private static Type choice(String... words) {
    return new Type.Choice(List.of(words), Map.of(), List.of());
  }
}
