package dev.millrace.formula.tree;

import java.util.List;
import java.util.Objects;

/** How far out a subtotal goes. */
public final class Subtotals {
  /** Over the whole element. */
  public static final String GRAND_TOTAL = "grand_total";

  /** Over the group around. */
  public static final String PARENT_GROUPING = "parent_grouping";

  /** What may be written. */
  public static final List<String> MODES = List.of(GRAND_TOTAL, PARENT_GROUPING);

  private Subtotals() {}

  /**
   * By how many of the grouping's keys the rows of a subtotal are brought together.
   *
   * @param call of a function whose second argument, if there is one, is the mode, and whose third
   *     is the number of groups to skip on the way out
   */
  public static int keys(Node.Call call, int keys) {
    List<Node> arguments = call.arguments();
    boolean whole = arguments.size() < 2 || GRAND_TOTAL.equals(written(arguments.get(1)));
    long skipped = arguments.size() < 3 ? 0 : ((Number) written(arguments.get(2))).longValue();
    return whole ? 0 : (int) Math.max(0, keys - 1 - skipped);
  }

  private static Object written(Node argument) {
    return Objects.requireNonNull(((Node.Literal) argument).value());
  }
}
