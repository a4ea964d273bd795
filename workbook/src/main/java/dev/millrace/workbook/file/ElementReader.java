package dev.millrace.workbook.file;

import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.ControlKind;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.model.Placement;
import dev.millrace.workbook.model.TableRules;
import dev.millrace.workbook.model.TableRules.WriteProfile;
import dev.millrace.workbook.model.TableSource;
import dev.millrace.workbook.schema.Scalars;
import dev.millrace.workbook.schema.Section;
import dev.millrace.workbook.schema.Words;
import dev.millrace.workbook.schema.WorkbookShapes;
import dev.millrace.workbook.yaml.Report;
import dev.millrace.workbook.yaml.YamlNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the elements of one page. Formula columns are left for later: they may name controls. */
final class ElementReader {
  private static final Pattern LINES = Pattern.compile(WorkbookShapes.GRID_LINES);
  private static final int MAX_ROW = 1000;
  private final Draft draft;
  private final Report report;
  private final int grid;

  ElementReader(Draft draft, Report report, int grid) {
    this.draft = draft;
    this.report = report;
    this.grid = grid;
  }

  List<Element> elements(List<YamlNode> nodes) {
    return nodes.stream().map(this::element).flatMap(Optional::stream).toList();
  }

  private Optional<Element> element(YamlNode node) {
    if (!(node instanceof YamlNode.Fields mapping)) {
      Scalars.reportWrongType(report, node, "an element, with keys and values");
      return Optional.empty();
    }
    Optional<String> type = type(mapping);
    if (type.isEmpty()) {
      doubt(mapping);
      return Optional.empty();
    }
    return Section.of(node, WorkbookShapes.element(type.get()), report)
        .map(section -> element(type.get(), section));
  }

  private Optional<String> type(YamlNode.Fields mapping) {
    Optional<YamlNode> type = mapping.value("type");
    if (type.isEmpty()) {
      report.problem(
          "MISSING_KEY",
          mapping.place(),
          "The key 'type' is missing in an element. Types: %s."
              .formatted(String.join(", ", WorkbookShapes.ELEMENT_TYPE.words())));
      return Optional.empty();
    }
    return new Scalars(report).choice(type.get(), WorkbookShapes.ELEMENT_TYPE, "UNKNOWN_VALUE");
  }

  /** What is inside an element of unknown type may be named as well. */
  private void doubt(YamlNode.Fields mapping) {
    if (mapping.value("id").orElse(mapping) instanceof YamlNode.Scalar id) {
      draft.doubtElement(id.text());
    }
    for (YamlNode.Field field : mapping.fields().values()) {
      if (field.value() instanceof YamlNode.Items list) {
        for (YamlNode inner : list.items()) {
          if (inner instanceof YamlNode.Fields innerMapping) {
            doubt(innerMapping);
          }
        }
      }
    }
  }

  private Element element(String type, Section section) {
    String id = section.text("id").orElse("");
    if (!id.isEmpty()) {
      draft.claimElement(id, section.placeOf("id"));
    }
    return switch (type) {
      case "input-table" -> inputTable(id, section);
      case "control" -> control(id, section);
      case "button" -> new Element.Button(id, section.text("text").orElse(id), at(section));
      case "text" ->
          new Element.Text(id, title(id, section), section.text("text").orElse(""), at(section));
      case "modal" ->
          new Element.Modal(
              id,
              title(id, section),
              section.text("width").map(ElementReader::width).orElse(Element.Width.MD),
              elements(section.items("elements")));
      default -> throw new IllegalStateException("No element is read for the type " + type);
    };
  }

  private Element inputTable(String id, Section section) {
    ColumnReader reader = new ColumnReader(draft, report, id);
    List<Column> columns = reader.columns(section);
    draft.formulaTexts(id, reader.formulaTexts(section));
    TableSource source =
        section.section("source").flatMap(this::source).orElseGet(TableSource.Empty::new);
    draft.rowRules(
        id,
        section.items("rules").stream()
            .flatMap(node -> Section.of(node, WorkbookShapes.ROW_RULE, report).stream())
            .toList());
    return new Element.InputTable(
        id, title(id, section), source, columns, List.of(), at(section), rules(section), List.of());
  }

  private TableRules rules(Section section) {
    return new TableRules(
        List.of(),
        section.whole("maxRows").stream().mapToLong(Long::longValue).findFirst(),
        section.flag("allowBulkOperations").orElse(true),
        section
            .text("entry")
            .map(word -> Words.constant(TableRules.Entry.class, word))
            .orElse(TableRules.Entry.BOTH),
        section
            .text("conflicts")
            .map(word -> Words.constant(TableRules.Conflicts.class, word))
            .orElse(TableRules.Conflicts.REFUSE),
        writes(section));
  }

  private WriteProfile writes(Section section) {
    String word = section.text("writes").orElse("immediate");
    Optional<Long> seconds = section.whole("batchSeconds");
    if (seconds.isPresent() && !word.equals("batched")) {
      report.problem(
          "INVALID_RULE",
          section.placeOf("batchSeconds"),
          "'batchSeconds' stands beside 'writes: batched'; found 'writes: %s'.".formatted(word));
    }
    return switch (word) {
      case "batched" ->
          new WriteProfile.Batched(
              seconds.map(Duration::ofSeconds).orElse(WriteProfile.Batched.USUAL));
      case "staged" -> new WriteProfile.Staged();
      default -> new WriteProfile.Immediate();
    };
  }

  private Optional<TableSource> source(Section section) {
    Optional<String> kind = section.text("kind");
    Optional<String> table = section.text("table");
    boolean csv = kind.filter("csv"::equals).isPresent();
    if (csv && !section.has("table")) {
      report.problem(
          "MISSING_KEY",
          section.place(),
          "A csv source needs 'table', the name of the uploaded file without its ending.");
    } else if (kind.isPresent() && !csv && section.has("table")) {
      report.problem("UNKNOWN_KEY", section.placeOf("table"), "An empty source has no 'table'.");
    }
    return csv ? table.map(TableSource.Csv::new) : Optional.of(new TableSource.Empty());
  }

  private Element control(String id, Section section) {
    Optional<ControlKind> kind =
        section.text("control").map(word -> Words.constant(ControlKind.class, word));
    if (kind.isEmpty()) {
      draft.doubtControl(id);
    }
    Object value = kind.isPresent() ? value(section, kind.get()) : null;
    return new Element.Control(
        id, title(id, section), kind.orElse(ControlKind.TEXT), value, at(section));
  }

  private @Nullable Object value(Section section, ControlKind kind) {
    return switch (kind) {
      case TEXT -> section.fixedText("value").orElse(null);
      case NUMBER -> section.number("value").map(Scalars::plain).orElse(null);
      case CHECKBOX -> section.flag("value").orElse(null);
    };
  }

  private Optional<Placement> at(Section section) {
    return section
        .section("at")
        .flatMap(at -> {
          Optional<int[]> columns = lines(at, "column", grid + 1);
          Optional<int[]> rows = lines(at, "row", MAX_ROW + 1);
          return columns.isEmpty() || rows.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new Placement(columns.get()[0], columns.get()[1], rows.get()[0], rows.get()[1]));
        });
  }

  private Optional<int[]> lines(Section at, String key, int last) {
    Optional<YamlNode> node = at.node(key);
    Optional<int[]> lines =
        node.filter(YamlNode.Scalar.class::isInstance)
            .map(scalar -> LINES.matcher(((YamlNode.Scalar) scalar).text()))
            .filter(Matcher::matches)
            .map(matcher ->
                new int[] {Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))})
            .filter(pair -> pair[0] >= 1 && pair[0] < pair[1] && pair[1] <= last);
    if (node.isPresent() && lines.isEmpty()) {
      report.problem(
          "PLACEMENT",
          node.get().place(),
          "A placement is two grid lines, the first before the second, between 1 and %d, e.g. 1 / 5."
              .formatted(last));
    }
    return lines;
  }

  private static Element.Width width(String word) {
    return Words.constant(Element.Width.class, word);
  }

  private static String title(String id, Section section) {
    return section.text("title").orElse(id);
  }
}
