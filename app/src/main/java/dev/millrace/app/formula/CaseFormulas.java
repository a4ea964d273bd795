package dev.millrace.app.formula;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.formula.Checked;
import dev.millrace.formula.ElementQuery.Computed;
import dev.millrace.formula.Formula;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.FormulaProblem;
import dev.millrace.formula.FormulaProblem.Code;
import dev.millrace.formula.Formulas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/** The formulas of a case: its own, and those of the columns beside it, in the order of use. */
final class CaseFormulas {
  private static final int MAX_DEPTH = 500;
  private final Formulas formulas;
  private final CaseNames names;
  private final String text;
  private final String column;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final SequencedSet<String> path = new LinkedHashSet<>();
  private final List<Computed> computed = new ArrayList<>();
  private final Formula formula;

  /**
   * @throws FormulaException for the first problem; {@code CIRCULAR} for columns that need each
   *     other
   */
  CaseFormulas(Formulas formulas, CaseNames names, JsonNode json) {
    this.formulas = formulas;
    this.names = names;
    this.text = json.path("formula").textValue();
    this.column = json.path("column").asText();
    json.path("columns")
        .properties()
        .forEach(beside -> texts.put(beside.getKey(), beside.getValue().asText()));
    texts.remove(column);
    texts.keySet().forEach(names::await);
    if (!column.isEmpty()) {
      names.await(column);
      path.add(column);
    }
    this.formula = settled(text);
    List.copyOf(texts.keySet()).forEach(this::settle);
  }

  Formula formula() {
    return formula;
  }

  /** Columns beside the formula's own; each uses earlier ones. */
  List<Computed> computed() {
    return computed;
  }

  private Formula settled(String written) {
    while (true) {
      names.takeHits();
      Checked checked = formulas.check(written, names);
      Set<String> open = names.takeHits();
      if (open.isEmpty()) {
        return checked
            .formula()
            .orElseThrow(() -> new FormulaException(checked.problems().getFirst()));
      }
      open.forEach(this::settle);
    }
  }

  private void settle(String name) {
    if (path.size() > MAX_DEPTH) {
      throw new CaseException(
          "CASE_INVALID", "More than %,d columns use one another.".formatted(MAX_DEPTH));
    }
    if (!path.add(name)) {
      List<String> circle =
          new ArrayList<>(path.stream().dropWhile(passed -> !passed.equals(name)).toList());
      circle.add(name);
      throw new FormulaException(
          new FormulaProblem(
              Code.CIRCULAR,
              0,
              text.length(),
              "These columns need each other: [%s].".formatted(String.join("] → [", circle)),
              List.of()));
    }
    String written = texts.remove(name);
    if (written != null) {
      Formula settled = settled(written);
      computed.add(new Computed(name, settled));
      names.add(name, settled.type());
    }
    path.remove(name);
  }
}
