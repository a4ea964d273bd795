package dev.millrace.formula.sql;

import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Slots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a statement, each in the first layer in which it can be computed. Layer 0 reads
 * the source; every further layer adds columns to the one before.
 */
final class Layers implements Slots {
  /**
   * A column.
   *
   * @param computation over slots; for layer 0 over the columns of the source
   * @param joined where it comes from if it is a column of another element; then the computation
   *     has its type only
   */
  record Slot(int number, int layer, RexNode computation, @Nullable Joined joined) {
    /** What it is called in the statement, whatever people call it. */
    String name() {
      return "c" + number;
    }

    RelDataType type() {
      return computation.getType();
    }
  }

  /**
   * Another element brought beside the rows of a layer, at most one of its rows to each.
   *
   * @param keys over slots, in the order of the join's keys
   */
  record Attachment(Join join, List<RexNode> keys, int layer) {}

  /** A column of what is attached, by its place among the join's values. */
  record Joined(Attachment attachment, int value) {}

  private final Map<Joined, Fragment> joined = new HashMap<>();
  private final List<Slot> slots = new ArrayList<>();
  private final Map<RexNode, Fragment> defined = new HashMap<>();

  /** A column that layer 0 takes from the source. */
  Fragment source(RexNode computation) {
    return add(0, computation, null);
  }

  /** A column of a join, for each row the one whose keys are equal to these. */
  Fragment joined(Join join, List<Fragment> keys, int value, RelDataType type) {
    int layer = keys.stream().mapToInt(Fragment::layer).reduce(1, Math::max);
    Attachment attachment = new Attachment(join, keys.stream().map(Fragment::rex).toList(), layer);
    return joined.computeIfAbsent(
        new Joined(attachment, value), field -> add(layer, new RexInputRef(0, type), field));
  }

  /** What is brought beside the rows of a layer. */
  List<Attachment> attached(int layer) {
    return in(layer).stream()
        .map(Slot::joined)
        .filter(Objects::nonNull)
        .map(Joined::attachment)
        .distinct()
        .toList();
  }

  @Override
  public Fragment define(Fragment computation) {
    Fragment known = defined.get(computation.rex());
    if (known != null) {
      return known;
    }
    Fragment slot = add(Math.max(1, computation.layer()), computation.rex(), null);
    defined.put(computation.rex(), slot);
    return slot;
  }

  private Fragment add(int layer, RexNode computation, @Nullable Joined field) {
    Slot slot = new Slot(slots.size(), layer, computation, field);
    slots.add(slot);
    return new Fragment(
        new RexInputRef(slot.number(), computation.getType()), 1, 1, layer + 1, null);
  }

  /** Number of the last layer. */
  int last() {
    return slots.stream().mapToInt(Slot::layer).max().orElse(0);
  }

  List<Slot> in(int layer) {
    return slots.stream().filter(slot -> slot.layer == layer).toList();
  }

  /** All columns in the order in which the layers hold them. */
  List<Slot> inOrder() {
    return slots.stream().sorted(Comparator.comparingInt(Slot::layer)).toList();
  }

  /** Where each slot stands among the columns of a layer. */
  Map<Integer, Integer> positions() {
    Map<Integer, Integer> positions = new HashMap<>();
    for (Slot slot : inOrder()) {
      positions.put(slot.number(), positions.size());
    }
    return positions;
  }

  /** The expression over the columns of a layer instead of slots. */
  static RexNode placed(RexNode expression, Map<Integer, Integer> positions) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef slot) {
            int position = Objects.requireNonNull(positions.get(slot.getIndex()));
            return new RexInputRef(position, slot.getType());
          }
        });
  }
}
