package dev.millrace.formula.catalogue;

import static dev.millrace.formula.ValueType.NUMBER;
import static dev.millrace.formula.function.Parameter.choice;
import static dev.millrace.formula.function.Parameter.comparable;
import static dev.millrace.formula.function.Parameter.number;
import static dev.millrace.formula.function.Parameter.rows;
import static dev.millrace.formula.function.Parameter.same;

import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.FunctionEntry;
import dev.millrace.formula.function.Nulls;
import dev.millrace.formula.function.Parameter;
import dev.millrace.formula.lowering.Division;
import dev.millrace.formula.tree.Subtotals;
import dev.millrace.formula.value.Arithmetic;
import java.util.List;
import java.util.stream.Stream;

/**
 * Functions of an aggregate over other rows than those here: of a group further out, or of another
 * element. Their examples run over {@code [Amount]}: 1, Null, 2.5, 1, and look into a table {@code
 * Prices} with {@code Code}: 1, 2.5, 1 and {@code Price}: 10, 20, 30.
 */
final class LevelEntries {
  private static final Parameter MODE = choice("mode", Subtotals.MODES);
  private static final Parameter SKIP = rows("skip");

  static final List<Function> ALL =
      Stream.of(
              function("Aggregate", "GrandTotal")
                  .help("The aggregate over all rows of the element, whatever its grouping.")
                  .arguments(same("aggregate", 1))
                  .returnsShared(1)
                  .example("GrandTotal(Sum([Amount]))", 4.5)
                  .around(false, (here, around) -> around)
                  .lowered((context, values) -> values.getFirst()),
              function("Aggregate", "Subtotal")
                  .help(
                      "The aggregate over all rows, or over the group around this one; skip goes"
                          + " that many groups further out.")
                  .arguments(same("aggregate", 1), MODE)
                  .optional(SKIP)
                  .returnsShared(1)
                  .example("Subtotal(Sum([Amount]), \"parent_grouping\")", 4.5)
                  .around(false, (here, around) -> around)
                  .lowered((context, values) -> values.getFirst()),
              function("Aggregate", "PercentOfTotal")
                  .help("The aggregate as a part of its subtotal; of the grand total if not said.")
                  .arguments(number("aggregate"))
                  .optional(MODE, SKIP)
                  .returns(NUMBER)
                  .example("PercentOfTotal(Sum([Amount]))", 1L)
                  .around(
                      true,
                      (here, around) ->
                          here == null || around == null
                              ? null
                              : Arithmetic.divide((Number) here, (Number) around))
                  .lowered(Division::divide),
              lookup("Lookup")
                  .help(
                      "The formula over the first row of another element that holds the same"
                          + " keys, or an aggregate over all such rows; Null if there is none.")
                  .arguments(same("formula", 1))
                  .example("Lookup([Prices/Price], [Amount], [Prices/Code])", 10L)
                  .lookup(false),
              lookup("Rollup")
                  .help("An aggregate over the rows of another element that hold the same keys.")
                  .arguments(same("aggregate", 1))
                  .example("Rollup(Count([Prices/Price]), [Amount], [Prices/Code])", 2L)
                  .lookup(true))
          .map(FunctionEntry::build)
          .toList();

  private LevelEntries() {}

  private static FunctionEntry function(String category, String name) {
    return FunctionEntry.function(category, name).nulls(Nulls.HANDLED);
  }

  private static FunctionEntry lookup(String name) {
    return function("Lookup", name)
        .repeating(1, comparable("local_key", 0), comparable("external_key", 0))
        .returnsShared(1);
  }
}
