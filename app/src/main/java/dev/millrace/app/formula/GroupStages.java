package dev.millrace.app.formula;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.formula.ElementQuery.Sort;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.assist.Stages;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formulas of groups that look at the groups around: the groups become the rows of a case. */
final class GroupStages {
  private static final String PLACE = "millrace place";

  private final CaseEngine engine;
  private final Formulas formulas;
  private final LocalDateTime now;
  private final ObjectNode json;
  private final FormulaCase one;

  /**
   * @param one what {@code json} says
   */
  GroupStages(
      CaseEngine engine, Formulas formulas, LocalDateTime now, ObjectNode json, FormulaCase one) {
    this.engine = engine;
    this.formulas = formulas;
    this.now = now;
    this.json = json;
    this.one = one;
  }

  /** One value a group, in the order of the keys. */
  List<@Nullable Object> run(Stages stages) {
    ObjectNode groups = json.deepCopy();
    groups.remove("columns");
    ObjectNode types = groups.withObjectProperty("types");
    List<ObjectNode> rows = new ArrayList<>();
    for (String key : one.groupBy()) {
      add(rows, types, key, "[" + key.replaceAll("([\\\\\\]/])", "\\\\$1") + "]");
    }
    for (int i = 0; i < stages.aggregates().size(); i++) {
      add(rows, types, Stages.column(i), stages.aggregates().get(i));
    }
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).put(PLACE, i);
    }
    groups.putArray("rows").addAll(rows);
    groups.put("level", "window");
    int parents = Math.max(0, one.groupBy().size() - 1);
    ArrayNode outer = groups.putArray("group_by");
    one.groupBy().subList(0, parents).forEach(outer::add);
    ArrayNode order = groups.putArray("sort");
    one.sort().stream()
        .filter(key -> one.groupBy().contains(key.column()))
        .forEach(key -> order.add(sort(key)));
    order.add(PLACE);
    List<@Nullable Object> values = run(groups, stages.rest());
    List<@Nullable Object> places = run(groups, "[" + PLACE + "]");
    List<@Nullable Object> results =
        new ArrayList<>(Collections.nCopies(values.size(), (Object) null));
    for (int i = 0; i < values.size(); i++) {
      results.set(Integer.parseInt(String.valueOf(places.get(i))), values.get(i));
    }
    return results;
  }

  private ObjectNode sort(Sort key) {
    return json.objectNode().put("column", key.column()).put("descending", key.descending());
  }

  private void add(List<ObjectNode> rows, ObjectNode types, String column, String formula) {
    FormulaCase stage = FormulaCase.read(json.deepCopy().put("formula", formula), formulas, now);
    ValueType type = stage.formula().type();
    types.put(column, type.name().toLowerCase(Locale.ROOT));
    List<@Nullable Object> values = engine.run(stage);
    for (int i = 0; i < values.size(); i++) {
      if (rows.size() <= i) {
        rows.add(json.objectNode());
      }
      JsonNode value = FormulaCases.json(type, values.get(i));
      rows.get(i).set(column, value);
    }
  }

  private List<@Nullable Object> run(ObjectNode groups, String formula) {
    return engine.run(FormulaCase.read(groups.deepCopy().put("formula", formula), formulas, now));
  }
}
