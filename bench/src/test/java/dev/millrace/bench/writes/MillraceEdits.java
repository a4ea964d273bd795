package dev.millrace.bench.writes;

import dev.millrace.formula.Formulas;
import dev.millrace.formula.language.Language;
import dev.millrace.warehouse.Change;
import dev.millrace.warehouse.Change.Origin;
import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.Warehouse;
import dev.millrace.warehouse.WriteResult;
import dev.millrace.warehouse.WriteResult.Written;
import dev.millrace.warehouse.duckdb.DuckDbSettings;
import dev.millrace.warehouse.duckdb.DuckDbWarehouse;
import dev.millrace.warehouse.postgres.PostgresSettings;
import dev.millrace.warehouse.postgres.PostgresWarehouse;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Role;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Column.Kind;
import dev.millrace.workbook.model.Column.Rules;
import dev.millrace.workbook.model.Element.InputTable;
import dev.millrace.workbook.model.TableSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Our write path: conflict check against the version seen, log, table; answered after the commit.
 */
final class MillraceEdits implements Edits {
  private static final Formulas FORMULAS = new Language();
  private static final TableId TABLE = new TableId("bench", "cells");
  private static final Reader READER =
      new Reader("ana@example.com", Role.USER, Map.of(), ZoneOffset.UTC, Locale.ROOT);

  private final Warehouse warehouse;
  private final AtomicLongArray versions = new AtomicLongArray(ROWS);

  private MillraceEdits(Warehouse warehouse) {
    this.warehouse = warehouse;
    warehouse.inputTables().publish(TABLE.workbook(), table(), Optional.empty());
    List<RowChange> rows = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      rows.add(new RowChange.Insert(Optional.of("r" + row), cells(0)));
    }
    long version = written(rows).editNumber();
    IntStream.range(0, ROWS).forEach(row -> versions.set(row, version));
  }

  static MillraceEdits duckDb(Path folder) {
    return new MillraceEdits(
        DuckDbWarehouse.open(DuckDbSettings.in(folder), FORMULAS, Clock.systemUTC()));
  }

  static MillraceEdits postgres(String url) {
    return new MillraceEdits(
        PostgresWarehouse.open(
            PostgresSettings.of(url, Optional.empty(), Optional.empty(), "millrace"),
            FORMULAS,
            Clock.systemUTC()));
  }

  private static InputTable table() {
    List<Column> columns =
        IntStream.range(0, COLUMNS)
            .mapToObj(i -> new Column("c" + i, "C" + i, Kind.NUMBER, false, Rules.NONE))
            .toList();
    return new InputTable(
        TABLE.element(), "Cells", new TableSource.Empty(), columns, List.of(), Optional.empty());
  }

  private static Map<String, @Nullable Object> cells(long value) {
    Map<String, @Nullable Object> cells = new LinkedHashMap<>();
    for (int i = 0; i < COLUMNS; i++) {
      cells.put("c" + i, value + i);
    }
    return cells;
  }

  private WriteResult write(List<RowChange> rows) {
    return warehouse
        .writeBack()
        .write(new Change(UUID.randomUUID(), TABLE, rows, Origin.PERSON), READER);
  }

  private Written written(List<RowChange> rows) {
    if (write(rows) instanceof Written written) {
      return written;
    }
    throw new IllegalStateException("The write was refused");
  }

  @Override
  public boolean edit(int row, long value) {
    OptionalLong seen = OptionalLong.of(versions.get(row));
    WriteResult result = write(List.of(new RowChange.Update("r" + row, seen, Map.of("c0", value))));
    switch (result) {
      case Written written -> versions.accumulateAndGet(row, written.editNumber(), Math::max);
      case WriteResult.Conflict conflict ->
          versions.accumulateAndGet(row, conflict.rows().getFirst().version(), Math::max);
      default -> throw new IllegalStateException(result.toString());
    }
    return result instanceof Written;
  }

  @Override
  public void paste(int rows, long value) {
    List<RowChange> changes = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      changes.add(
          new RowChange.Update("r" + row, OptionalLong.of(versions.get(row)), cells(value)));
    }
    long version = written(changes).editNumber();
    IntStream.range(0, rows).forEach(row -> versions.set(row, version));
  }

  @Override
  public void close() {
    warehouse.close();
  }
}
