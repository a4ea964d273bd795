package dev.millrace.warehouse.cell;

import dev.millrace.formula.Formula;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Values;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Viewers;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.scope.WorkbookScopes;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What new rows hold in columns that they are given nothing for. Thread-safe. */
public final class Defaults {
  private final Formulas formulas;
  private final Clock clock;

  public Defaults(Formulas formulas, Clock clock) {
    this.formulas = formulas;
    this.clock = clock;
  }

  /** Defaults of rows that somebody makes now; of one moment, however many rows there are. */
  public NewRow newRow(Reader author) {
    return new NewRow(
        formulas,
        author,
        LocalDateTime.now(clock.withZone(ZoneOffset.UTC)).truncatedTo(ChronoUnit.MICROS));
  }

  /**
   * Defaults for one author at one moment.
   *
   * @param now UTC
   */
  public record NewRow(Formulas formulas, Reader author, LocalDateTime now) implements Values {
    /**
     * The stored value that the column gets; null if it has no default.
     *
     * @throws CellException {@code DEFAULT_FAILED}, or as {@link CellReader#read} if the computed
     *     value cannot be stored
     */
    public @Nullable Object of(Column column) {
      return switch (column.fallback().orElse(null)) {
        case null -> null;
        case Column.Default.Constant constant ->
            CellReader.stored(CellReader.read(column, constant.value()));
        case Column.Default.Computed computed ->
            CellReader.stored(CellReader.read(column, computed(computed.formula())));
      };
    }

    private @Nullable Object computed(Formula formula) {
      try {
        return formulas.evaluate(formula, this);
      } catch (FormulaException e) {
        throw new CellException(
            "DEFAULT_FAILED",
            "Its default could not be computed: %s Give it a value.".formatted(e.getMessage()));
      }
    }

    @Override
    public @Nullable Object value(Reference reference) {
      return reference.equals(WorkbookScopes.READER_USER)
          ? author.user()
          : Viewers.of(author).answer(reference);
    }

    @Override
    public List<@Nullable Object> values(Reference reference) {
      return List.of();
    }
  }
}
