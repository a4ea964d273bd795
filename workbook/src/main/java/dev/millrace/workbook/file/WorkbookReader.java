package dev.millrace.workbook.file;

import dev.millrace.formula.Formulas;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.model.Element.InputTable.LookedUp;
import dev.millrace.workbook.model.FormulaColumn;
import dev.millrace.workbook.model.Page;
import dev.millrace.workbook.model.Sequence;
import dev.millrace.workbook.model.Workbook;
import dev.millrace.workbook.schema.Scalars;
import dev.millrace.workbook.schema.Section;
import dev.millrace.workbook.schema.Type;
import dev.millrace.workbook.schema.WorkbookShapes;
import dev.millrace.workbook.scope.Guard;
import dev.millrace.workbook.scope.WorkbookScopes;
import dev.millrace.workbook.yaml.Place;
import dev.millrace.workbook.yaml.Report;
import dev.millrace.workbook.yaml.YamlNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a whole file: first what there is, then the formula columns, then the sequences, since each
 * may name what comes before. Goes on after a problem with the best guess, so that all are found.
 */
final class WorkbookReader {
  private static final int MAX_ELEMENTS = 1000;
  private static final long GRID = 24;
  private final Report report;
  private final FormulaReader formulas;
  private final WorkbookScopes scopes;
  private final Draft draft;
  private final Map<String, Place> pageIds = new HashMap<>();

  WorkbookReader(Formulas formulas, Report report) {
    this.report = report;
    this.formulas = new FormulaReader(formulas, report);
    this.scopes = new WorkbookScopes(formulas);
    this.draft = new Draft(report);
  }

  /** A workbook that is right only if nothing was reported. */
  Optional<Workbook> read(YamlNode root) {
    return Section.of(root, WorkbookShapes.WORKBOOK, report).map(this::workbook);
  }

  private Workbook workbook(Section section) {
    String id = section.text("workbook").orElse("");
    String title = section.text("title").orElse(id);
    Map<String, String> connections = connections(section);
    draft.pages(pages(section));
    long elements = draft.workbook().elements().count();
    if (elements > MAX_ELEMENTS) {
      report.problem(
          "TOO_MANY",
          section.placeOf("pages"),
          "Here are %d elements; a workbook has at most %d.".formatted(elements, MAX_ELEMENTS));
      return draft.workbook();
    }
    checkFormulaColumns();
    List<Sequence> sequences = new ArrayList<>();
    SequenceReader reader = new SequenceReader(draft, report, formulas, scopes);
    for (YamlNode node : section.items("sequences")) {
      reader.sequence(node).ifPresent(sequences::add);
    }
    return new Workbook(id, title, connections, draft.workbook().pages(), sequences);
  }

  private Map<String, String> connections(Section section) {
    Map<String, String> connections = new LinkedHashMap<>();
    section
        .entries("connections")
        .forEach((name, field) ->
            new Scalars(report)
                .name(field.value(), Type.Name.ID)
                .ifPresent(connection -> connections.put(name, connection)));
    return connections;
  }

  private List<Page> pages(Section section) {
    List<Page> pages = new ArrayList<>();
    for (YamlNode node : section.items("pages")) {
      Section.of(node, WorkbookShapes.PAGE, report).map(this::page).ifPresent(pages::add);
    }
    return pages;
  }

  private Page page(Section section) {
    String id = section.text("id").orElse("");
    if (!id.isEmpty()) {
      Draft.claim(pageIds, id, section.placeOf("id"), report);
    }
    int grid = Math.toIntExact(section.whole("grid").orElse(GRID));
    ElementReader reader = new ElementReader(draft, report, grid);
    return new Page(
        id, section.text("title").orElse(id), grid, reader.elements(section.items("elements")));
  }

  private void checkFormulaColumns() {
    draft.pages(
        map(
            draft.workbook().pages(),
            table -> FormulaColumns.outline(table, draft.formulaTexts(table.id()))));
    FormulaColumns columns = formulaColumns();
    draft.pages(map(draft.workbook().pages(), columns::checked));
    columns
        .wrong()
        .forEach(column -> draft.doubtColumn(column.qualifier().orElseThrow(), column.name()));
    Map<String, Element.InputTable> tables = tables();
    draft.pages(
        map(draft.workbook().pages(), table -> table.withLookedUp(lookedUp(table, tables))));
    RuleReader rules = new RuleReader(draft, report, formulas);
    draft.pages(map(draft.workbook().pages(), rules::complete));
    rules.reportCircles();
  }

  private FormulaColumns formulaColumns() {
    FormulaColumns columns = new FormulaColumns(formulas, report);
    Guard.Doubts doubts = new Guard.Doubts();
    Map<String, Scope> known = scopes.forTables(draft.workbook());
    tables()
        .forEach((id, table) -> {
          Guard scope = new Guard(known.getOrDefault(id, Scope.empty()), id, doubts);
          draft.doubtfulControls().forEach(scope::withhold);
          draft.doubtfulColumns(id).forEach(name -> scope.withhold(Reference.of(name)));
          columns.add(id, scope, draft.formulaTexts(id));
        });
    columns.check();
    return columns;
  }

  private Map<String, Element.InputTable> tables() {
    Map<String, Element.InputTable> tables = new LinkedHashMap<>();
    draft
        .workbook()
        .elements()
        .forEach(element -> {
          if (element instanceof Element.InputTable table) {
            tables.putIfAbsent(table.id(), table);
          }
        });
    return tables;
  }

  /** The tables that a table's formulas name, and those that theirs name. */
  private static List<LookedUp> lookedUp(
      Element.InputTable table, Map<String, Element.InputTable> tables) {
    Map<String, LookedUp> found = new LinkedHashMap<>();
    Deque<Element.InputTable> open = new ArrayDeque<>(List.of(table));
    while (!open.isEmpty()) {
      for (FormulaColumn column : open.pop().formulas()) {
        for (Reference reference : column.formula().references()) {
          Element.InputTable named = tables.get(reference.qualifier().orElse(""));
          if (named != null && !found.containsKey(named.id())) {
            found.put(named.id(), new LookedUp(named.id(), named.formulas()));
            open.push(named);
          }
        }
      }
    }
    return List.copyOf(found.values());
  }

  private static List<Page> map(List<Page> pages, TableChange change) {
    return pages.stream()
        .map(
            page -> new Page(page.id(), page.title(), page.grid(), inside(page.elements(), change)))
        .toList();
  }

  private static List<Element> inside(List<Element> elements, TableChange change) {
    return elements.stream().map(element -> changed(element, change)).toList();
  }

  private static Element changed(Element element, TableChange change) {
    return switch (element) {
      case Element.InputTable table -> change.apply(table);
      case Element.Modal modal ->
          new Element.Modal(
              modal.id(), modal.title(), modal.width(), inside(modal.elements(), change));
      case Element.Button same -> same;
      case Element.Control same -> same;
      case Element.Text same -> same;
    };
  }

  /** Makes another table of one. */
  private interface TableChange {
    Element.InputTable apply(Element.InputTable table);
  }
}
