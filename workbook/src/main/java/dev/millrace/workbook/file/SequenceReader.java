package dev.millrace.workbook.file;

import dev.millrace.formula.Formula;
import dev.millrace.formula.ValueType;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.model.Page;
import dev.millrace.workbook.model.Sequence;
import dev.millrace.workbook.model.Sequence.OnError;
import dev.millrace.workbook.model.Sequence.Trigger;
import dev.millrace.workbook.model.Sequence.TriggerType;
import dev.millrace.workbook.model.Step;
import dev.millrace.workbook.schema.Section;
import dev.millrace.workbook.schema.Words;
import dev.millrace.workbook.schema.WorkbookShapes;
import dev.millrace.workbook.scope.WorkbookScopes;
import dev.millrace.workbook.yaml.Place;
import dev.millrace.workbook.yaml.Report;
import dev.millrace.workbook.yaml.YamlNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads sequences, once all elements are known. */
final class SequenceReader {
  private static final long TEN_MINUTES = 600_000;
  private final Draft draft;
  private final Report report;
  private final FormulaReader formulas;
  private final WorkbookScopes scopes;
  private final Map<String, Place> ids = new HashMap<>();

  SequenceReader(Draft draft, Report report, FormulaReader formulas, WorkbookScopes scopes) {
    this.draft = draft;
    this.report = report;
    this.formulas = formulas;
    this.scopes = scopes;
  }

  Optional<Sequence> sequence(YamlNode node) {
    return Section.of(node, WorkbookShapes.SEQUENCE, report).map(this::sequence);
  }

  private Sequence sequence(Section section) {
    String id = section.text("id").orElse("");
    if (!id.isEmpty()) {
      Draft.claim(ids, id, section.placeOf("id"), report);
    }
    Optional<Trigger> trigger = section.section("trigger").flatMap(this::trigger);
    Sequence outline =
        new Sequence(
            id,
            section.text("name").orElse(id),
            enabled(section),
            trigger,
            selection(section, trigger),
            Optional.empty(),
            Duration.ofMillis(section.whole("timeoutMs").orElse(TEN_MINUTES)),
            onError(section),
            List.of());
    StepScope scope = new StepScope(draft, scopes, outline);
    Optional<Formula> condition =
        section
            .formula("condition")
            .flatMap(text -> formulas.read(text, scope.guard(), ValueType.LOGICAL, "a condition"));
    StepReader steps = new StepReader(draft, report, formulas, scope, section.has("trigger"));
    return with(outline, condition, steps.steps(section, "steps"));
  }

  private Optional<Trigger> trigger(Section section) {
    Optional<String> element = section.text("element");
    Optional<TriggerType> type =
        section.text("type").map(word -> Words.constant(TriggerType.class, word));
    if (element.isEmpty() || type.isEmpty()) {
      return Optional.empty();
    }
    Place place = section.placeOf("element");
    return draft
        .find(element.get(), Element.class, "UNKNOWN_ELEMENT", "an element", place)
        .filter(found -> fires(found, place))
        .map(found -> new Trigger(found.id(), type.get()));
  }

  private boolean fires(Element element, Place place) {
    return switch (element) {
      case Element.Button button -> true;
      case Element.InputTable table -> true;
      case Element.Control silent -> reportSilent(silent, place);
      case Element.Text silent -> reportSilent(silent, place);
      case Element.Modal silent -> reportSilent(silent, place);
    };
  }

  private boolean reportSilent(Element element, Place place) {
    report.problem(
        "TRIGGER",
        place,
        "'%s' does not fire click; buttons and input tables do.".formatted(element.id()));
    return false;
  }

  private boolean enabled(Section section) {
    reportBoth(section, "enabled", "isPaused");
    return section.flag("enabled").orElseGet(() -> !section.flag("isPaused").orElse(false));
  }

  private OnError onError(Section section) {
    reportBoth(section, "onError", "stopOnError");
    return onError(section, report)
        .orElseGet(
            () -> section.flag("stopOnError").orElse(true) ? OnError.STOP : OnError.CONTINUE);
  }

  /** What is written there; rolling back can be written, but nothing undoes changes yet. */
  static Optional<OnError> onError(Section section, Report report) {
    Optional<OnError> written =
        section.text("onError").map(word -> Words.constant(OnError.class, word));
    if (written.equals(Optional.of(OnError.ROLLBACK))) {
      report.problem(
          "UNSUPPORTED",
          section.placeOf("onError"),
          "'rollback' is planned, but changes cannot be undone yet. What works: stop, continue.",
          List.of("stop", "continue"));
    }
    return written;
  }

  private void reportBoth(Section section, String key, String other) {
    if (section.has(key) && section.has(other)) {
      report.problem(
          "DUPLICATE_KEY",
          section.placeOf(other),
          "'%s' and '%s' say the same; keep one.".formatted(key, other));
    }
  }

  /** As written; else the table that fires, or the only table of the page. */
  private Optional<String> selection(Section section, Optional<Trigger> trigger) {
    if (section.has("selection")) {
      return section
          .text("selection")
          .flatMap(id ->
              draft.find(
                  id,
                  Element.InputTable.class,
                  "UNKNOWN_TABLE",
                  "an input table",
                  section.placeOf("selection")))
          .map(Element.InputTable::id);
    }
    return trigger.flatMap(fired -> {
      List<String> tables =
          draft
              .workbook()
              .element(fired.element())
              .filter(Element.InputTable.class::isInstance)
              .map(table -> List.of(table.id()))
              .orElseGet(() -> tablesBeside(fired.element()));
      return tables.size() == 1 ? Optional.of(tables.getFirst()) : Optional.empty();
    });
  }

  private List<String> tablesBeside(String element) {
    return draft.workbook().pages().stream()
        .filter(page -> elements(page).stream().anyMatch(inner -> inner.id().equals(element)))
        .flatMap(page -> elements(page).stream())
        .filter(Element.InputTable.class::isInstance)
        .map(Element::id)
        .toList();
  }

  private static List<Element> elements(Page page) {
    return page.elements().stream().flatMap(Element::withInner).toList();
  }

  private static Sequence with(Sequence outline, Optional<Formula> condition, List<Step> steps) {
    return new Sequence(
        outline.id(),
        outline.name(),
        outline.enabled(),
        outline.trigger(),
        outline.selection(),
        condition,
        outline.timeout(),
        outline.onError(),
        steps);
  }
}
