package dev.millrace.workbook.file;

import dev.millrace.formula.Reference;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.model.Page;
import dev.millrace.workbook.model.Workbook;
import dev.millrace.workbook.schema.Section;
import dev.millrace.workbook.scope.WorkbookScopes;
import dev.millrace.workbook.yaml.Nearest;
import dev.millrace.workbook.yaml.Place;
import dev.millrace.workbook.yaml.Report;
import dev.millrace.workbook.yaml.YamlNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a workbook while it is read. What is wrong in one place is doubtful everywhere
 * else: it can be named, but nothing is said about uses of it.
 */
final class Draft {
  private final Report report;
  private final Map<String, Place> elementIds = new HashMap<>();
  private final Set<String> doubtfulElements = new HashSet<>();
  private final Map<String, Set<String>> doubtfulColumns = new HashMap<>();
  private final Set<String> doubtfulControls = new HashSet<>();
  private final Map<String, List<FormulaText>> formulaTexts = new LinkedHashMap<>();
  private final Map<String, Map<String, LaterOfColumn>> laterOfColumns = new HashMap<>();
  private final Map<String, List<Section>> laterOfTables = new HashMap<>();
  private Workbook workbook = new Workbook("", "", Map.of(), List.of(), List.of());

  /**
   * A computed column before its formula was checked.
   *
   * @param formula empty if it is missing or no text
   */
  record FormulaText(String id, String name, Optional<YamlNode.Scalar> formula) {}

  /**
   * What of a column can be read only when all elements are known.
   *
   * @param validation what it must fulfil
   * @param fallback a default that is computed
   */
  record LaterOfColumn(Optional<Section> validation, Optional<YamlNode.Scalar> fallback) {}

  Draft(Report report) {
    this.report = report;
  }

  /** What was read so far: pages, then also formula columns. */
  Workbook workbook() {
    return workbook;
  }

  void pages(List<Page> pages) {
    workbook = new Workbook("", "", Map.of(), pages, List.of());
  }

  void claimElement(String id, Place place) {
    claim(elementIds, id, place, report);
  }

  void doubtElement(String id) {
    doubtfulElements.add(id);
  }

  void doubtColumn(String table, String columnName) {
    doubtfulColumns.computeIfAbsent(table, key -> new HashSet<>()).add(columnName);
  }

  void doubtControl(String id) {
    doubtfulControls.add(id);
  }

  boolean isDoubtfulControl(String id) {
    return doubtfulControls.contains(id);
  }

  void formulaTexts(String table, List<FormulaText> texts) {
    formulaTexts.put(table, texts);
  }

  List<FormulaText> formulaTexts(String table) {
    return formulaTexts.getOrDefault(table, List.of());
  }

  void later(String table, String column, LaterOfColumn later) {
    laterOfColumns.computeIfAbsent(table, key -> new HashMap<>()).put(column, later);
  }

  /** What is left to read of a column. */
  Optional<LaterOfColumn> later(String table, String column) {
    return Optional.ofNullable(laterOfColumns.getOrDefault(table, Map.of()).get(column));
  }

  void rowRules(String table, List<Section> rules) {
    laterOfTables.put(table, rules);
  }

  /** Rules of whole rows, still to be read. */
  List<Section> rowRules(String table) {
    return laterOfTables.getOrDefault(table, List.of());
  }

  /** Canonical names in formulas of what is doubtful about the controls. */
  List<Reference> doubtfulControls() {
    return doubtfulControls.stream().map(id -> Reference.of(WorkbookScopes.CONTROL, id)).toList();
  }

  Set<String> doubtfulColumns(String table) {
    return doubtfulColumns.getOrDefault(table, Set.of());
  }

  /** The element, or empty and reported: there is none, or it is of another kind. */
  <E extends Element> Optional<E> find(
      String id, Class<E> kind, String code, String kindName, Place place) {
    Optional<Element> any = workbook.element(id);
    if (any.isEmpty() && doubtfulElements.contains(id)) {
      return Optional.empty();
    }
    Optional<E> found = any.filter(kind::isInstance).map(kind::cast);
    if (found.isEmpty()) {
      List<String> ids =
          workbook.elements().filter(kind::isInstance).map(Element::id).distinct().toList();
      report.problem(
          code,
          place,
          any.isPresent()
              ? "'%s' is not %s.".formatted(id, kindName)
              : "There is no element '%s'.".formatted(id),
          Nearest.of(id, ids));
    }
    return found;
  }

  /** Remembers an id; reports one that was there before. */
  static void claim(Map<String, Place> ids, String id, Place place, Report report) {
    Place before = ids.putIfAbsent(id, place);
    if (before != null) {
      report.problem(
          "DUPLICATE_ID", place, "The id '%s' is taken, in line %d.".formatted(id, before.line()));
    }
  }
}
