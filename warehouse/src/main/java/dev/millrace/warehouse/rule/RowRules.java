package dev.millrace.warehouse.rule;

import dev.millrace.formula.FormulaException;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Values;
import dev.millrace.warehouse.cell.CellReader;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.TableRules.RowRule;
import dev.millrace.workbook.rule.Violation;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules of a table that are formulas over one row. Only false breaks one; null does not. */
public final class RowRules {
  private final Formulas formulas;
  private final Map<String, Column> byName = new HashMap<>();
  private final List<Rule> rules = new ArrayList<>();

  /**
   * One rule.
   *
   * @param column id of the column that has it, or empty: it is the table's
   * @param reads ids of the columns it looks at
   */
  record Rule(String column, RowRule rule, Set<String> reads) {}

  public RowRules(Formulas formulas, List<Column> columns, List<RowRule> ofTable) {
    this.formulas = formulas;
    columns.forEach(column -> byName.put(column.name(), column));
    for (Column column : columns) {
      column.rules().formula().ifPresent(rule -> rules.add(rule(column.id(), rule)));
    }
    ofTable.forEach(rule -> rules.add(rule("", rule)));
  }

  private Rule rule(String column, RowRule rule) {
    return new Rule(
        column,
        rule,
        rule.formula().references().stream()
            .map(reference -> byName.get(reference.name()))
            .filter(known -> known != null)
            .map(Column::id)
            .collect(Collectors.toUnmodifiableSet()));
  }

  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /**
   * What the row breaks: column id, or empty for the row as a whole, and why.
   *
   * @param row stored values by column id
   * @param written only rules that look at one of these columns; empty: all rules
   */
  public List<Map.Entry<String, Violation>> broken(
      Map<String, @Nullable Object> row, Optional<Set<String>> written, LocalDateTime now) {
    List<Map.Entry<String, Violation>> broken = new ArrayList<>();
    for (Rule rule : rules) {
      boolean concerned =
          written.isEmpty() || written.get().stream().anyMatch(rule.reads()::contains);
      if (concerned) {
        check(rule, row, now).ifPresent(why -> broken.add(Map.entry(rule.column(), why)));
      }
    }
    return broken;
  }

  private Optional<Violation> check(
      Rule rule, Map<String, @Nullable Object> row, LocalDateTime now) {
    try {
      boolean holds =
          !Boolean.FALSE.equals(formulas.evaluate(rule.rule().formula(), new Row(row, now)));
      return holds
          ? Optional.empty()
          : Optional.of(
              new Violation(
                  "RULE_BROKEN",
                  rule.rule()
                      .message()
                      .orElseGet(
                          () -> "This must hold: %s".formatted(rule.rule().formula().text()))));
    } catch (FormulaException e) {
      return Optional.of(
          new Violation(
              "RULE_BROKEN", "A rule could not be computed: %s".formatted(e.getMessage())));
    }
  }

  /** A row as formulas see it. */
  private final class Row implements Values {
    private final Map<String, @Nullable Object> row;
    private final LocalDateTime now;

    Row(Map<String, @Nullable Object> row, LocalDateTime now) {
      this.row = row;
      this.now = now;
    }

    @Override
    public @Nullable Object value(Reference reference) {
      Column column = byName.get(reference.name());
      return column == null ? null : CellReader.kept(column, row.get(column.id()));
    }

    @Override
    public List<@Nullable Object> values(Reference reference) {
      return List.of();
    }

    @Override
    public LocalDateTime now() {
      return now;
    }
  }
}
