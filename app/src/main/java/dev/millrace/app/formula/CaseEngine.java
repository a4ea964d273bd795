package dev.millrace.app.formula;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs cases: here, or on a warehouse. */
interface CaseEngine extends AutoCloseable {
  /**
   * One value a row in the order of the case's sort, or one a group in the order of the keys.
   *
   * @throws dev.millrace.formula.FormulaException if it cannot be computed
   * @throws CaseException {@code WAREHOUSE_FAILED}
   */
  List<@Nullable Object> run(FormulaCase one);

  @Override
  void close();
}
