package dev.millrace.warehouse;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Looks after the tables that the warehouse holds: lists them, finds what is wrong, mends what can
 * be mended without losing anything. Needs nothing but the warehouse; only views take their
 * headings from what was published. Thread-safe.
 */
public interface SigdsDoctor {
  /** Most findings of one code and table that are told one by one; {@link Tally} counts all. */
  int MAX_FINDINGS = 100;

  /**
   * Every input table that the catalogue names, by workbook and element.
   *
   * @throws dev.millrace.workbook.access.Refusal {@code WAREHOUSE_UNAVAILABLE}
   */
  List<Holding> list();

  /**
   * Compares every table with its log. Changes nothing, and holds up no writer.
   *
   * @throws dev.millrace.workbook.access.Refusal {@code WAREHOUSE_UNAVAILABLE}
   */
  Report check();

  /**
   * Mends what {@link #check} calls mendable, one transaction a table; writers wait for each.
   *
   * @param revert whether what somebody changed past the log goes back to what the log says
   * @throws dev.millrace.workbook.access.Refusal {@code WAREHOUSE_UNAVAILABLE}
   */
  Repaired repair(boolean revert);

  /**
   * A table that the catalogue names. Names are unquoted.
   *
   * @param trashed whether it left its workbook; its view is gone then
   * @param rows empty if the table is missing
   * @param edits how many rows its log has; empty if the log is missing
   */
  record Holding(
      UUID id,
      String workbook,
      String element,
      String view,
      String table,
      String log,
      boolean trashed,
      OptionalLong rows,
      OptionalLong edits) {}

  /** What can be wrong. */
  enum Code {
    /** A table or log that the catalogue does not name. */
    TABLE_ORPHANED,
    TABLE_MISSING,
    LOG_MISSING,
    VIEW_MISSING,
    /** A table or log that is there under another name. */
    TABLE_RENAMED,
    COLUMN_MISSING,
    COLUMN_ADDED,
    COLUMN_RETYPED,
    /** A log row that is not what its hash says, or that does not follow the one before. */
    CHAIN_BROKEN,
    /** A log row that no writer could have made. */
    LOG_UNREADABLE,
    /** A row whose version or values are not what the log last said. */
    ROW_CHANGED_OUTSIDE,
    /** A row that neither a change nor a file made, or that a change took away. */
    ROW_ADDED_OUTSIDE,
    /** A row that should be there. */
    ROW_GONE,
    /** A row that is as it was before the newest changes of the log. */
    CHANGE_NOT_APPLIED
  }

  /** What would mend it. */
  enum Mend {
    /** {@link #repair}, whatever it is told. */
    REPAIR,
    /** {@link #repair} if it is told to revert. */
    REVERT,
    /** Only a person. */
    NONE;

    /** Whether a repair does something about it. */
    public boolean by(boolean revert) {
      return this == REPAIR || (this == REVERT && revert);
    }
  }

  /**
   * Something that is wrong. Holds no values of rows.
   *
   * @param table the table, log or view that it is about
   * @param columns ids of columns, or names of those that have no id
   * @param edit number of a log row
   * @param found what was found, a sentence
   * @param remedy what would mend it, a sentence
   */
  record Finding(
      Code code,
      String table,
      Optional<String> row,
      List<String> columns,
      OptionalLong edit,
      String found,
      String remedy,
      Mend mend) {
    public Finding {
      columns = List.copyOf(columns);
    }
  }

  /** How often something was found. */
  record Tally(Code code, String table, Mend mend, long count) {}

  /**
   * What was found.
   *
   * @param tables how many input tables were looked at
   * @param findings the first of each code and table
   * @param tallies all of them, counted
   */
  record Report(int tables, List<Finding> findings, List<Tally> tallies) {
    public Report {
      findings = List.copyOf(findings);
      tallies = List.copyOf(tallies);
    }

    /** How many findings there are, told one by one or not. */
    public long count() {
      return tallies.stream().mapToLong(Tally::count).sum();
    }
  }

  /** A table that could not be mended; it is as it was before. */
  record Unmended(String table, String code, String message) {}

  /**
   * What a repair came to.
   *
   * @param found before
   * @param left after; more may be wrong than before if somebody else was at it meanwhile
   */
  record Repaired(Report found, Report left, List<Unmended> unmended) {
    public Repaired {
      unmended = List.copyOf(unmended);
    }
  }
}
