package dev.millrace.bpmn.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.workbook.action.ActionCatalogue;
import dev.millrace.workbook.action.ActionShape;
import dev.millrace.workbook.action.FlowAction;
import java.util.SortedMap;
import java.util.TreeMap;

/** The element templates that Modeler offers to designers, one an action. Deterministic. */
public final class ElementTemplates {
  private static final ObjectWriter JSON =
      new JsonMapper()
          .writer(
              new DefaultPrettyPrinter()
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private ElementTemplates() {}

  /** File name, e.g. {@code insert-row.json}, to the file's text. */
  public static SortedMap<String, String> files() {
    SortedMap<String, String> files = new TreeMap<>();
    // Whoever draws a process lets a timer event wait.
    ActionCatalogue.shapes().stream()
        .filter(shape -> !shape.type().equals(FlowAction.Wait.class))
        .forEach(shape -> files.put(shape.name() + ".json", json(shape)));
    return files;
  }

  private static String json(ActionShape shape) {
    try {
      return JSON.writeValueAsString(Template.of(shape)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A template is always JSON.", e);
    }
  }
}
