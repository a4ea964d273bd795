package dev.millrace.workbook.rule;

import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.schema.Scalars;
import dev.millrace.workbook.schema.Type;
import dev.millrace.workbook.yaml.Report;
import dev.millrace.workbook.yaml.YamlNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads values of cells that stand in a file; what is wrong is reported and empty. */
public final class Constants {
  private static final int DATE_LENGTH = 10;
  private static final int MAX_YEAR = 9999;
  private static final Type.Text TEXT = new Type.Text(10_000);

  private final Report report;
  private final Scalars scalars;

  public Constants(Report report) {
    this.report = report;
    this.scalars = new Scalars(report);
  }

  /** The value, as {@link CellRules} takes values of that kind. */
  public Optional<Object> read(YamlNode node, Column.Kind kind) {
    return switch (kind) {
      case TEXT, SINGLE_SELECT -> text(node).map(text -> text);
      case NUMBER -> scalars.number(node).map(number -> number);
      case DATE -> moment(node).map(moment -> moment.toLocalDate().atStartOfDay());
      case DATETIME -> moment(node).map(moment -> moment);
      case CHECKBOX -> scalars.flag(node).map(flag -> flag);
      case MULTI_SELECT -> texts(node).map(texts -> texts);
    };
  }

  /** One of the values that a column of that kind chooses from. */
  public Optional<Object> choice(YamlNode node, Column.Kind kind) {
    return kind == Column.Kind.MULTI_SELECT ? text(node).map(text -> text) : read(node, kind);
  }

  Optional<LocalDateTime> moment(YamlNode node) {
    return scalars
        .text(node, TEXT)
        .flatMap(text -> {
          Optional<LocalDateTime> moment = moment(text);
          if (moment.isEmpty()) {
            report.problem(
                "WRONG_TYPE",
                node.place(),
                "What belongs here is a date, as '2026-01-31' or '2026-01-31T08:30:00'.");
          }
          return moment;
        });
  }

  private static Optional<LocalDateTime> moment(String text) {
    try {
      LocalDateTime moment =
          text.length() == DATE_LENGTH
              ? LocalDate.parse(text).atStartOfDay()
              : LocalDateTime.parse(text);
      return Optional.of(moment)
          .filter(known -> known.getYear() >= 1 && known.getYear() <= MAX_YEAR);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Optional<String> text(YamlNode node) {
    return scalars
        .text(node, TEXT)
        .filter(text -> {
          Optional<Violation> unfit = CellRules.storable(text);
          unfit.ifPresent(why -> report.problem(why.code(), node.place(), why.message()));
          return unfit.isEmpty();
        });
  }

  private Optional<List<String>> texts(YamlNode node) {
    if (!(node instanceof YamlNode.Items items)) {
      Scalars.reportWrongType(report, node, "a list of texts");
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    for (YamlNode item : items.items()) {
      text(item).ifPresent(texts::add);
    }
    if (new HashSet<>(texts).size() < texts.size()) {
      report.problem("INVALID_RULE", node.place(), "A choice stands here twice.");
    }
    return Optional.of(List.copyOf(texts));
  }
}
