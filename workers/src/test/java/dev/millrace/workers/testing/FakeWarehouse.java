package dev.millrace.workers.testing;

import dev.millrace.formula.Reference;
import dev.millrace.formula.ValueType;
import dev.millrace.warehouse.Change;
import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.warehouse.EditHistory;
import dev.millrace.warehouse.ElementRows;
import dev.millrace.warehouse.InputTables;
import dev.millrace.warehouse.SigdsDoctor;
import dev.millrace.warehouse.SqlConsole;
import dev.millrace.warehouse.StatementTag;
import dev.millrace.warehouse.Warehouse;
import dev.millrace.warehouse.WriteBack;
import dev.millrace.warehouse.WriteResult;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.model.Element;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A warehouse that knows a change again by its id, and keeps its door. */
public final class FakeWarehouse implements Warehouse, WriteBack, ElementRows {
  private final Map<UUID, Change> changes = new LinkedHashMap<>();
  private final Map<String, Row> strikes = new LinkedHashMap<>();
  private final Set<String> closed = new LinkedHashSet<>();
  private final List<StatementTag> tags = new CopyOnWriteArrayList<>();
  private volatile Function<Change, Optional<WriteResult>> answer = change -> Optional.empty();
  private volatile Runnable afterWrite = () -> {};
  private int reads;

  /** A row of the table of strikes. */
  public synchronized void strike(String id, long version, long cost) {
    strikes.put(id, new Row(id, version, List.of(cost, "Goose", id, version)));
  }

  /** What it answers instead of writing. */
  public void answer(WriteResult result) {
    answer = change -> Optional.of(result);
  }

  /** Runs before each write. */
  public void beforeWrite(Runnable action) {
    answer =
        change -> {
          action.run();
          return Optional.empty();
        };
  }

  /** Runs after each write, before the answer. */
  public void afterWrite(Runnable action) {
    afterWrite = action;
  }

  public synchronized List<Change> changes() {
    return List.copyOf(changes.values());
  }

  public synchronized Set<String> closed() {
    return Set.copyOf(closed);
  }

  public synchronized int reads() {
    return reads;
  }

  public List<StatementTag> tags() {
    return List.copyOf(tags);
  }

  @Override
  public WriteResult write(Change change, Reader reader) {
    Optional<WriteResult> instead = answer.apply(change);
    WriteResult result = instead.isPresent() ? instead.get() : kept(change);
    afterWrite.run();
    return result;
  }

  private synchronized WriteResult kept(Change change) {
    Change known = changes.get(change.id());
    if (known != null && !known.equals(change)) {
      return new WriteResult.Refused("CHANGE_ID_REUSED", -1, "", "Known with other content.");
    }
    if (known == null && change.origin().execution().filter(closed::contains).isPresent()) {
      return new WriteResult.Refused("EXECUTION_ENDED", -1, "", "The execution has ended.");
    }
    changes.put(change.id(), change);
    return new WriteResult.Written(change.id(), changes.size(), List.of(), known != null);
  }

  @Override
  public synchronized void endExecution(String executionId) {
    closed.add(executionId);
  }

  @Override
  public synchronized Page rows(
      String workbook,
      Element.InputTable table,
      List<String> ids,
      Map<Reference, @Nullable Object> parameters,
      Reader reader) {
    reads++;
    List<Row> found = ids.stream().filter(strikes::containsKey).map(this::strike).toList();
    return new Page(
        List.of(
            new ResultColumn("cost", "Cost", ValueType.NUMBER, true),
            new ResultColumn("species", "Species", ValueType.TEXT, true),
            new ResultColumn("ID", "ID", ValueType.TEXT, false),
            new ResultColumn("ROW_VERSION", "ROW_VERSION", ValueType.NUMBER, false)),
        found,
        found.size());
  }

  private Row strike(String id) {
    return Objects.requireNonNull(strikes.get(id));
  }

  @Override
  public Page page(String workbook, Element.InputTable table, PageRequest request, Reader reader) {
    throw new UnsupportedOperationException();
  }

  @Override
  public WriteBack writeBack() {
    return this;
  }

  @Override
  public EditHistory editHistory() {
    throw new UnsupportedOperationException("No step asks for it.");
  }

  @Override
  public ElementRows elementRows() {
    return this;
  }

  @Override
  public InputTables inputTables() {
    throw new UnsupportedOperationException();
  }

  @Override
  public SqlConsole sqlConsole() {
    throw new UnsupportedOperationException();
  }

  @Override
  public SigdsDoctor doctor() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public <T> T tagged(StatementTag tag, Supplier<T> work) {
    tags.add(tag);
    return work.get();
  }

  @Override
  public void close() {}

  /** The values of the only row of a change. */
  public static Map<String, @Nullable Object> values(Change change) {
    return switch (change.rows().getFirst()) {
      case RowChange.Insert insert -> insert.values();
      case RowChange.Update update -> update.values();
      case RowChange.UpdateFound found -> found.values();
      case RowChange.Upsert upsert -> upsert.values();
      case RowChange.Delete none -> Map.of();
      case RowChange.DeleteFound none -> Map.of();
    };
  }
}
