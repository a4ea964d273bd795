package dev.millrace.warehouse.write;

import dev.millrace.formula.Dialect;
import dev.millrace.formula.Formulas;
import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.sigds.StoredTable;
import java.util.Optional;
import java.util.function.Function;

/**
 * What rules need beside the table they belong to.
 *
 * @param dialect what the warehouse speaks
 * @param tables an input table by its name, as it was published last
 */
record Rulebook(
    Formulas formulas, Dialect dialect, Function<TableId, Optional<StoredTable>> tables) {}
