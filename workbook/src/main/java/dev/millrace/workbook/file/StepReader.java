package dev.millrace.workbook.file;

import dev.millrace.formula.Formula;
import dev.millrace.formula.ValueType;
import dev.millrace.workbook.action.Action;
import dev.millrace.workbook.action.ActionCatalogue;
import dev.millrace.workbook.action.ActionShape;
import dev.millrace.workbook.model.ReservedVariables;
import dev.millrace.workbook.model.Sequence;
import dev.millrace.workbook.model.Step;
import dev.millrace.workbook.schema.Scalars;
import dev.millrace.workbook.schema.Section;
import dev.millrace.workbook.schema.Type;
import dev.millrace.workbook.schema.WorkbookShapes;
import dev.millrace.workbook.yaml.Place;
import dev.millrace.workbook.yaml.Report;
import dev.millrace.workbook.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the steps of one sequence, in the order in which they see each other's outputs. */
final class StepReader {
  private static final int MAX_STEPS = 500;
  private static final int MAX_NAME = 80;
  private static final long RETRIES = 3;
  private final Draft draft;
  private final Report report;
  private final FormulaReader formulas;
  private final StepScope scope;
  private final boolean hasBrowser;
  private final Map<String, Place> ids;

  /**
   * @param hasBrowser whether a browser starts the sequence and waits for it
   */
  StepReader(
      Draft draft, Report report, FormulaReader formulas, StepScope scope, boolean hasBrowser) {
    this(draft, report, formulas, scope, hasBrowser, new HashMap<>());
  }

  private StepReader(
      Draft draft,
      Report report,
      FormulaReader formulas,
      StepScope scope,
      boolean hasBrowser,
      Map<String, Place> ids) {
    this.draft = draft;
    this.report = report;
    this.formulas = formulas;
    this.scope = scope;
    this.hasBrowser = hasBrowser;
    this.ids = ids;
  }

  /** The steps under a key. */
  List<Step> steps(Section section, String key) {
    List<Step> steps = new ArrayList<>();
    for (YamlNode node : section.items(key)) {
      if (ids.size() >= MAX_STEPS) {
        report.problem(
            "TOO_MANY", node.place(), "A sequence has at most %d steps.".formatted(MAX_STEPS));
        break;
      }
      step(node).ifPresent(steps::add);
    }
    return steps;
  }

  private Optional<Step> step(YamlNode node) {
    if (!(node instanceof YamlNode.Fields mapping)) {
      Scalars.reportWrongType(report, node, "a step, with keys and values");
      return Optional.empty();
    }
    if (mapping.fields().containsKey("if")) {
      return Section.of(node, WorkbookShapes.CHOICE, report).map(this::choice);
    }
    Optional<YamlNode> action = mapping.value("action");
    if (action.isEmpty()) {
      reportNoAction(mapping);
      return Optional.empty();
    }
    Type.Choice words = (Type.Choice) WorkbookShapes.ACT.key("action").orElseThrow().type();
    Optional<ActionShape> shape =
        new Scalars(report)
            .choice(action.get(), words, "UNKNOWN_ACTION")
            .flatMap(ActionCatalogue::shape);
    if (shape.isEmpty()) {
      doubt(mapping);
    }
    return shape.flatMap(known ->
        Section.of(node, WorkbookShapes.act(known), report)
            .flatMap(section -> act(section, known)));
  }

  private void reportNoAction(YamlNode.Fields mapping) {
    YamlNode.Field loop = mapping.fields().get("for-each");
    if (loop != null) {
      report.problem(
          "UNSUPPORTED",
          loop.place(),
          "Steps that repeat with 'for-each' are planned, but not supported yet.");
      return;
    }
    report.problem(
        "MISSING_KEY",
        mapping.place(),
        "A step needs 'action', or 'if' with 'then'. Actions: %s."
            .formatted(
                String.join(
                    ", ", ActionCatalogue.shapes().stream().map(ActionShape::name).toList())));
  }

  /** What an unknown action gives may be named by later steps. */
  private void doubt(YamlNode.Fields mapping) {
    if (mapping.value("output").orElse(mapping) instanceof YamlNode.Scalar output) {
      scope.doubtOutput(output.text());
    }
  }

  private Optional<Step> act(Section section, ActionShape shape) {
    Optional<String> id = section.text("id");
    id.ifPresent(known -> claim(known, section.placeOf("id")));
    ActionReader reader = new ActionReader(draft, report, formulas, scope.guard());
    Optional<Formula> condition = condition(section, "condition");
    Optional<Action> action = reader.read(section, shape);
    action.ifPresent(known -> requireBrowser(known, shape, section.placeOf("action")));
    Optional<String> output = section.text("output");
    output.ifPresent(name -> output(name, action, section.placeOf("output")));
    String name = section.text("name").orElseGet(() -> reader.name(section, shape));
    Optional<Sequence.OnError> onError = SequenceReader.onError(section, report);
    int retries = Math.toIntExact(section.whole("retries").orElse(RETRIES));
    return action.map(
        known -> new Step.Act(id.orElse(""), name, known, condition, onError, retries, output));
  }

  private void requireBrowser(Action action, ActionShape shape, Place place) {
    if (action.needsBrowser() && !hasBrowser) {
      report.problem(
          "NO_BROWSER",
          place,
          "'%s' works in the browser that started the sequence, but no element triggers this one."
              .formatted(shape.name()));
    }
  }

  private void output(String name, Optional<Action> action, Place place) {
    Optional<ValueType> type = action.flatMap(scope::outputType);
    if (ReservedVariables.contains(name)) {
      reportReserved(name, place);
    }
    if (action.isPresent() && type.isEmpty() && action.get().needsBrowser()) {
      report.problem("NO_OUTPUT", place, "This action gives nothing that could be kept.");
    }
    Optional<ValueType> before = scope.output(name);
    if (before.isPresent() && type.isPresent() && !before.equals(type)) {
      report.problem(
          "DUPLICATE_NAME",
          place,
          "An earlier step gives '%s' a value of another type.".formatted(name));
    }
    type.ifPresentOrElse(known -> scope.addOutput(name, known), () -> scope.doubtOutput(name));
  }

  private void reportReserved(String name, Place place) {
    String free = "my" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    report.problem(
        "NAME_RESERVED",
        place,
        "'%s' means something else in a process, as does all that begins with '%s'. Choose another name, e.g. %s."
            .formatted(name, ReservedVariables.OWN_PREFIX, free),
        List.of(free));
  }

  private Step choice(Section section) {
    List<Step.Branch> branches = new ArrayList<>();
    List<StepScope> ends = new ArrayList<>();
    branch(section, ends).ifPresent(branches::add);
    for (YamlNode node : section.items("elseIf")) {
      Section.of(node, WorkbookShapes.BRANCH, report)
          .flatMap(branch -> branch(branch, ends))
          .ifPresent(branches::add);
    }
    List<Step> otherwise = inBranch(section, "else", ends);
    ends.forEach(scope::join);
    String id =
        section.text("id").orElseGet(() -> section.has("id") ? "" : "if-" + firstId(branches));
    claim(id, section.has("id") ? section.placeOf("id") : section.place());
    String name =
        section
            .text("name")
            .orElseGet(() -> section.formula("if").map(StepReader::question).orElse(id));
    return new Step.Choice(id, name, branches, otherwise);
  }

  private Optional<Step.Branch> branch(Section section, List<StepScope> ends) {
    Optional<Formula> condition = condition(section, "if");
    List<Step> steps = inBranch(section, "then", ends);
    return condition.map(formula -> new Step.Branch(formula, steps));
  }

  private List<Step> inBranch(Section section, String key, List<StepScope> ends) {
    StepScope inner = scope.branch();
    ends.add(inner);
    return new StepReader(draft, report, formulas, inner, hasBrowser, ids).steps(section, key);
  }

  private Optional<Formula> condition(Section section, String key) {
    return section
        .formula(key)
        .flatMap(text -> formulas.read(text, scope.guard(), ValueType.LOGICAL, "a condition"));
  }

  private void claim(String id, Place place) {
    Draft.claim(ids, id, place, report);
  }

  /** Derived from the first step inside, so that it stays when other steps move. */
  private static String firstId(List<Step.Branch> branches) {
    return branches.stream()
        .flatMap(branch -> branch.steps().stream())
        .map(Step::id)
        .findFirst()
        .orElse("");
  }

  private static String question(YamlNode.Scalar condition) {
    String text = condition.text().strip();
    return (text.length() <= MAX_NAME ? text : text.substring(0, MAX_NAME) + "…") + "?";
  }
}
