package dev.millrace.workbook.model;

import dev.millrace.formula.Formula;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Rules of an input table as a whole.
 *
 * @param rows each must not be false for any row that is written
 * @param maxRows most rows it holds
 * @param bulk whether one change of a person may touch several rows
 * @param entry where rows may be entered
 * @param conflicts what becomes of an edit of a row that somebody else changed meanwhile
 * @param writes when what is entered is written
 */
public record TableRules(
    List<RowRule> rows,
    OptionalLong maxRows,
    boolean bulk,
    Entry entry,
    Conflicts conflicts,
    WriteProfile writes) {
  public static final TableRules NONE =
      new TableRules(List.of(), OptionalLong.empty(), true, Entry.BOTH);

  public TableRules {
    rows = List.copyOf(rows);
  }

  /** Rules of a table that is written at once. */
  public TableRules(List<RowRule> rows, OptionalLong maxRows, boolean bulk, Entry entry) {
    this(rows, maxRows, bulk, entry, Conflicts.REFUSE, new WriteProfile.Immediate());
  }

  /** The same with other row rules. */
  public TableRules withRows(List<RowRule> other) {
    return new TableRules(other, maxRows, bulk, entry, conflicts, writes);
  }

  /**
   * A formula over the columns of a row that must not be false; null passes.
   *
   * @param message what people are told; empty: the formula itself
   */
  public record RowRule(Formula formula, Optional<String> message) {}

  /** Where rows may be entered. */
  public enum Entry {
    /** Only while the workbook is being designed. */
    DRAFT,
    /** Only in the version that people use. */
    PUBLISHED,
    BOTH
  }

  /** What becomes of an edit of a row that somebody else changed meanwhile. */
  public enum Conflicts {
    /** It is refused. */
    REFUSE,
    /** It is refused only if it writes a cell that the other one changed too. */
    MERGE
  }

  /** When what people and sequences enter into a table is written to the warehouse. */
  public sealed interface WriteProfile {
    /** At once, with whatever else waits. */
    record Immediate() implements WriteProfile {}

    /**
     * After a while, with all that came meanwhile, in warehouses where each statement is slow or
     * paid for; at once in the others.
     *
     * @param time how long the first change waits for others; its author waits too
     */
    record Batched(Duration time) implements WriteProfile {
      /** If the file does not say. */
      public static final Duration USUAL = Duration.ofSeconds(5);
    }

    /** The page keeps what is entered until its author saves; then at once. */
    record Staged() implements WriteProfile {}
  }
}
