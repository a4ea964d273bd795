package dev.millrace.workbook.rule;

import dev.millrace.workbook.model.CellText;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Column.Kind;
import dev.millrace.workbook.model.Column.Rules;
import dev.millrace.workbook.model.TextPattern;
import dev.millrace.workbook.schema.Section;
import dev.millrace.workbook.schema.Words;
import dev.millrace.workbook.schema.WorkbookShapes;
import dev.millrace.workbook.yaml.Report;
import dev.millrace.workbook.yaml.YamlNode;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/** Reads the rules of a column, but for what needs other elements to be known. */
public final class RulesReader {
  private static final int MAX_VALUES = 100_000;

  private final Report report;
  private final Constants constants;

  public RulesReader(Report report) {
    this.report = report;
    this.constants = new Constants(report);
  }

  /** The rules under {@code validation}. */
  public Rules read(Section section, Kind kind) {
    checkFit(section, kind);
    boolean moments = kind == Kind.DATE || kind == Kind.DATETIME;
    Optional<BigDecimal> min = number(section, "min", kind);
    Optional<BigDecimal> max = number(section, "max", kind);
    Optional<LocalDateTime> earliest = moments ? moment(section, "min") : Optional.empty();
    Optional<LocalDateTime> latest = moments ? moment(section, "max") : Optional.empty();
    Optional<Integer> minLength = section.whole("minLength").map(Math::toIntExact);
    Optional<Integer> maxLength = section.whole("maxLength").map(Math::toIntExact);
    checkOrder(section, "min", min, max);
    checkOrder(section, "min", earliest, latest);
    checkOrder(section, "minLength", minLength, maxLength);
    return new Rules(
        min,
        max,
        earliest,
        latest,
        minLength,
        maxLength,
        section.node("pattern").flatMap(node -> pattern(section, node)),
        values(section, kind),
        Optional.empty(),
        section.flag("unique").orElse(false),
        Optional.empty());
  }

  /** A default that does not break the column's own rules; without one, nothing. */
  public Optional<Column.Default> constant(YamlNode node, Column column) {
    Optional<Object> value = constants.read(node, column.kind());
    value
        .flatMap(known -> CellRules.check(column, known))
        .ifPresent(broken ->
            report.problem(
                "INVALID_DEFAULT",
                node.place(),
                "The default breaks the column's own rules: %s".formatted(broken.message())));
    if (value.isPresent() && column.rules().unique()) {
      report.problem(
          "INVALID_DEFAULT",
          node.place(),
          "Values of this column are unique, so only one row could have this default.");
    }
    return value.map(Column.Default.Constant::new);
  }

  private Optional<BigDecimal> number(Section section, String key, Kind kind) {
    return kind == Kind.NUMBER ? section.number(key) : Optional.empty();
  }

  private Optional<LocalDateTime> moment(Section section, String key) {
    return section.node(key).flatMap(constants::moment);
  }

  private Optional<TextPattern> pattern(Section section, YamlNode node) {
    return section
        .fixedText("pattern")
        .flatMap(text -> {
          try {
            return Optional.of(TextPattern.of(text));
          } catch (IllegalArgumentException e) {
            report.problem(
                "INVALID_PATTERN",
                node.place(),
                "This pattern cannot be used: %s. Patterns have the syntax of RE2."
                    .formatted(e.getMessage()));
            return Optional.empty();
          }
        });
  }

  private SequencedSet<String> values(Section section, Kind kind) {
    SequencedSet<String> values = new LinkedHashSet<>();
    List<YamlNode> nodes = section.items("values");
    if (nodes.size() > MAX_VALUES) {
      report.problem(
          "TOO_MANY",
          section.placeOf("values"),
          "Here are %,d values; at most %,d are read. Keep them in a table and use valuesFrom."
              .formatted(nodes.size(), MAX_VALUES));
      return values;
    }
    for (YamlNode node : nodes) {
      Optional<Object> value = constants.choice(node, kind);
      if (value.isPresent() && !values.add(CellText.of(value.get()))) {
        report.problem("INVALID_RULE", node.place(), "This choice stands here twice.");
      }
    }
    return values;
  }

  private <T extends Comparable<? super T>> void checkOrder(
      Section section, String key, Optional<T> least, Optional<T> most) {
    if (least.isPresent() && most.isPresent() && least.get().compareTo(most.get()) > 0) {
      report.problem("INVALID_RULE", section.placeOf(key), "The minimum is above the maximum.");
    }
  }

  private void checkFit(Section section, Kind kind) {
    List<String> fitting =
        switch (kind) {
          case NUMBER, DATE, DATETIME ->
              List.of("min", "max", "values", "valuesFrom", "unique", "formula", "message");
          case TEXT ->
              List.of(
                  "minLength",
                  "maxLength",
                  "pattern",
                  "values",
                  "valuesFrom",
                  "unique",
                  "formula",
                  "message");
          case SINGLE_SELECT -> List.of("values", "valuesFrom", "unique", "formula", "message");
          case MULTI_SELECT -> List.of("values", "valuesFrom", "formula", "message");
          case CHECKBOX -> List.of("formula", "message");
        };
    for (String rule : WorkbookShapes.VALIDATION.keyNames()) {
      if (section.has(rule) && !fitting.contains(rule)) {
        report.problem(
            "INVALID_RULE",
            section.placeOf(rule),
            "The rule '%s' has no meaning for a column of type %s."
                .formatted(rule, Words.of(kind)));
      }
    }
    if (section.has("message") && !section.has("formula")) {
      report.problem("INVALID_RULE", section.placeOf("message"), "A message belongs to a formula.");
    }
    if (section.has("values") && section.has("valuesFrom")) {
      report.problem(
          "INVALID_RULE",
          section.placeOf("valuesFrom"),
          "The values are either listed or taken from another column; keep one.");
    }
    if (kind.chooses() && !section.has("values") && !section.has("valuesFrom")) {
      report.problem(
          "INVALID_RULE",
          section.place(),
          "A %s column needs its choices: values, or valuesFrom.".formatted(Words.of(kind)));
    }
  }
}
