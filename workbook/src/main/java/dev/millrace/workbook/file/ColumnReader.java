package dev.millrace.workbook.file;

import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.SystemColumn;
import dev.millrace.workbook.rule.RulesReader;
import dev.millrace.workbook.schema.Section;
import dev.millrace.workbook.schema.Words;
import dev.millrace.workbook.schema.WorkbookShapes;
import dev.millrace.workbook.yaml.Place;
import dev.millrace.workbook.yaml.Report;
import dev.millrace.workbook.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the columns of one input table, entered and computed. */
final class ColumnReader {
  private static final int MAX_COLUMNS = 500;
  private static final int MAX_NAME_BYTES = 63;
  private final Draft draft;
  private final Report report;
  private final String table;
  private final Map<String, Place> ids = new HashMap<>();
  private final Map<String, Place> names = new HashMap<>();

  /**
   * @param table id; empty if the table has none
   */
  ColumnReader(Draft draft, Report report, String table) {
    this.draft = draft;
    this.report = report;
    this.table = table;
  }

  List<Column> columns(Section section) {
    List<Column> columns = new ArrayList<>();
    for (YamlNode node : limited(section, "columns")) {
      Section.of(node, WorkbookShapes.COLUMN, report).map(this::column).ifPresent(columns::add);
    }
    return columns;
  }

  List<Draft.FormulaText> formulaTexts(Section section) {
    List<Draft.FormulaText> texts = new ArrayList<>();
    for (YamlNode node : limited(section, "formulas")) {
      Section.of(node, WorkbookShapes.FORMULA_COLUMN, report)
          .map(this::formulaText)
          .ifPresent(texts::add);
    }
    return texts;
  }

  private List<YamlNode> limited(Section section, String key) {
    List<YamlNode> nodes = section.items(key);
    if (nodes.size() > MAX_COLUMNS) {
      report.problem(
          "TOO_MANY",
          section.placeOf(key),
          "Here are %d columns; at most %d are read.".formatted(nodes.size(), MAX_COLUMNS));
    }
    return nodes.subList(0, Math.min(nodes.size(), MAX_COLUMNS));
  }

  /** The column, with the best guess at what is wrong in it. */
  private Column column(Section section) {
    Optional<String> id = id(section);
    Optional<String> name = name(section);
    Optional<Column.Kind> kind = section.text("type").map(ColumnReader::kind);
    boolean required = section.flag("required").orElse(false);
    Optional<Section> validation = section.section("validation");
    Column.Rules rules =
        kind.isPresent() && validation.isPresent()
            ? new RulesReader(report).read(validation.get(), kind.get())
            : Column.Rules.NONE;
    if (kind.filter(Column.Kind::chooses).isPresent() && !section.has("validation")) {
      report.problem(
          "INVALID_RULE",
          section.placeOf("type"),
          "A %s column needs its choices: validation: {values: [...]}."
              .formatted(Words.of(kind.get())));
    }
    if (kind.isEmpty()) {
      name.ifPresent(known -> draft.doubtColumn(table, known));
    }
    Column column =
        new Column(
            id.orElse(""),
            name.orElse(""),
            kind.orElse(Column.Kind.TEXT),
            required,
            rules,
            Optional.empty(),
            section.flag("protected").orElse(false));
    Optional<YamlNode> given = section.node("default");
    Optional<YamlNode.Scalar> computed = given.flatMap(ColumnReader::formula);
    draft.later(table, column.id(), new Draft.LaterOfColumn(validation, computed));
    return computed.isPresent() || kind.isEmpty()
        ? column
        : new Column(
            column.id(),
            column.name(),
            column.kind(),
            required,
            rules,
            given.flatMap(node -> new RulesReader(report).constant(node, column)),
            column.isProtected());
  }

  /** A default that is written as a formula: what follows the equals sign. */
  private static Optional<YamlNode.Scalar> formula(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar
            && scalar.kind() == YamlNode.Kind.TEXT
            && scalar.text().startsWith("=")
        ? Optional.of(scalar.without(1))
        : Optional.empty();
  }

  private Draft.FormulaText formulaText(Section section) {
    return new Draft.FormulaText(
        id(section).orElse(""), name(section).orElse(""), section.formula("formula"));
  }

  private Optional<String> id(Section section) {
    Optional<String> id = section.text("id");
    id.ifPresent(known -> Draft.claim(ids, known, section.placeOf("id"), report));
    return id;
  }

  /** The name even if it is refused, so that formulas may name it. */
  private Optional<String> name(Section section) {
    Optional<String> name = section.text("name");
    name.ifPresent(known -> checkName(known, section.placeOf("name")));
    return name;
  }

  private void checkName(String name, Place place) {
    if (name.isBlank() || name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
      report.problem(
          "NAME_INVALID",
          place,
          "A column's name has 1 to %d bytes of UTF-8.".formatted(MAX_NAME_BYTES));
    } else if (SystemColumn.hiddenBy(name).isPresent()) {
      report.problem(
          "NAME_RESERVED", place, "Every table has a column '%s' of its own.".formatted(name));
    }
    Place before = names.putIfAbsent(name.toLowerCase(Locale.ROOT), place);
    if (before != null) {
      report.problem(
          "DUPLICATE_NAME",
          place,
          "The name '%s' is taken, in line %d; warehouses do not tell names apart by case."
              .formatted(name, before.line()));
    }
  }

  private static Column.Kind kind(String word) {
    return Words.constant(Column.Kind.class, word);
  }
}
