package dev.millrace.warehouse;

import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.Formula;
import dev.millrace.formula.Reference;
import dev.millrace.workbook.model.Element.InputTable.LookedUp;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One edit of one or more rows of one input table: all of it happens or none.
 *
 * @param id the same id with the same content is the same change, whenever it is sent
 * @param table which input table
 * @param rows at least one, no row twice
 * @param origin who and what asked for it
 */
public record Change(UUID id, TableId table, List<RowChange> rows, Origin origin) {
  /** Most rows of one change. */
  public static final int MAX_ROWS = 50_000;

  public Change {
    rows = List.copyOf(rows);
  }

  /** Names an input table everywhere: the workbook and the element's id in it. */
  public record TableId(String workbook, String element) {}

  /** What becomes of one row; values by column id, of the class the column's type names. */
  public sealed interface RowChange {
    /**
     * A new row.
     *
     * @param row the id it gets; empty: one is made from the change id
     */
    record Insert(Optional<String> row, Map<String, @Nullable Object> values) implements RowChange {
      // Written out, as in Update: a compact constructor's null marks are lost in class files.
      public Insert(Optional<String> row, Map<String, @Nullable Object> values) {
        this.row = row;
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
      }
    }

    /**
     * New values for some columns.
     *
     * @param seenVersion the row version the author saw; empty: whatever it is now
     */
    record Update(String row, OptionalLong seenVersion, Map<String, @Nullable Object> values)
        implements RowChange {
      public Update(String row, OptionalLong seenVersion, Map<String, @Nullable Object> values) {
        this.row = row;
        this.seenVersion = seenVersion;
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
      }
    }

    /**
     * The row goes.
     *
     * @param seenVersion the row version the author saw; empty: whatever it is now
     */
    record Delete(String row, OptionalLong seenVersion) implements RowChange {}

    /**
     * New values for some columns of the rows that are found when the change is made.
     *
     * @param many false: just one row; the change is refused with {@code ROW_NOT_FOUND} if there is
     *     none, and with {@code ROW_AMBIGUOUS} if there are several
     */
    record UpdateFound(Found rows, boolean many, Map<String, @Nullable Object> values)
        implements RowChange {
      public UpdateFound(Found rows, boolean many, Map<String, @Nullable Object> values) {
        this.rows = rows;
        this.many = many;
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
      }
    }

    /**
     * The rows that are found go.
     *
     * @param many as for {@link UpdateFound}
     */
    record DeleteFound(Found rows, boolean many) implements RowChange {}

    /**
     * The row with that key gets these values; if there is none, a new row with both is made.
     * Several rows with the key are refused with {@code ROW_AMBIGUOUS}.
     */
    record Upsert(Found.ByKey key, Map<String, @Nullable Object> values) implements RowChange {
      public Upsert(Found.ByKey key, Map<String, @Nullable Object> values) {
        this.key = key;
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
      }
    }
  }

  /** Rows that are looked for when the change is made, among all that were committed before. */
  public sealed interface Found {
    /**
     * Rows that hold these values.
     *
     * @param values column id to value; none is null
     */
    record ByKey(Map<String, @Nullable Object> values) implements Found {
      public ByKey(Map<String, @Nullable Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
      }
    }

    /**
     * Rows for which the formula is true.
     *
     * @param condition over the table's columns: entered, computed and system
     * @param computed the computed columns
     * @param lookedUp the tables that any of them looks into
     * @param parameters values of the controls and selections that any of them names
     */
    record ByFormula(
        Formula condition,
        List<ElementQuery.Computed> computed,
        List<LookedUp> lookedUp,
        Map<Reference, @Nullable Object> parameters)
        implements Found {
      public ByFormula(
          Formula condition,
          List<ElementQuery.Computed> computed,
          List<LookedUp> lookedUp,
          Map<Reference, @Nullable Object> parameters) {
        this.condition = condition;
        this.computed = List.copyOf(computed);
        this.lookedUp = List.copyOf(lookedUp);
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
      }
    }
  }

  /**
   * Who and what asked for a change; kept in the log.
   *
   * @param execution execution id; its end closes the door for later changes
   * @param version of the workbook, in which it was asked for
   */
  public record Origin(
      ActorKind actor,
      Optional<String> execution,
      Optional<String> sequence,
      Optional<String> step,
      Version version) {
    /** Somebody in the published version. */
    public Origin(
        ActorKind actor,
        Optional<String> execution,
        Optional<String> sequence,
        Optional<String> step) {
      this(actor, execution, sequence, step, Version.PUBLISHED);
    }

    /** A person's own edit. */
    public static final Origin PERSON =
        new Origin(ActorKind.PERSON, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Which version of a workbook somebody works in. */
  public enum Version {
    DRAFT,
    PUBLISHED
  }

  /** What kind of actor decided. */
  public enum ActorKind {
    PERSON,
    SEQUENCE,
    APPROVED_AI
  }
}
