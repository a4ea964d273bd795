package dev.millrace.formula.sql;

import dev.millrace.formula.rex.Fragment;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;

/**
 * Rows of another element, one for each key: what is looked up in it. Slots are those of that
 * element's layers. Equal only to itself.
 */
final class Join {
  private final String name;
  private final List<Fragment> keys;
  private final List<Fragment> conditions;
  private final List<Fragment> values = new ArrayList<>();

  /**
   * @param name of the common table expression
   * @param conditions slots that hold in the rows that the element shows
   */
  Join(String name, List<Fragment> keys, List<Fragment> conditions) {
    this.name = name;
    this.keys = List.copyOf(keys);
    this.conditions = List.copyOf(conditions);
  }

  String name() {
    return name;
  }

  List<Fragment> keys() {
    return keys;
  }

  List<Fragment> conditions() {
    return conditions;
  }

  /** By what rows belong together: rows that are not shown stay apart. */
  List<Fragment> groups() {
    List<Fragment> groups = new ArrayList<>(keys);
    groups.addAll(conditions);
    return groups;
  }

  /** Tells the number of a row among those with its key; the first value, never null. */
  void first(Fragment rank) {
    values.add(rank);
  }

  Fragment rank() {
    return values.getFirst();
  }

  List<Fragment> values() {
    return values;
  }

  /** Its place among the values. */
  int add(Fragment slot) {
    if (!values.contains(slot)) {
      values.add(slot);
    }
    return values.indexOf(slot);
  }

  /** Keys first, then values. */
  RelDataType rowType(RelDataTypeFactory types) {
    RelDataTypeFactory.Builder fields = types.builder();
    for (int i = 0; i < keys.size(); i++) {
      fields.add("k" + i, keys.get(i).type());
    }
    for (int i = 0; i < values.size(); i++) {
      fields.add("v" + i, values.get(i).type());
    }
    return fields.build();
  }
}
