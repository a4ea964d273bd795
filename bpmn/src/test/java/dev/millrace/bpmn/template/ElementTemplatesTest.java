package dev.millrace.bpmn.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.bpmn.GoldenFiles;
import dev.millrace.workbook.action.ActionCatalogue;
import dev.millrace.workbook.action.ActionShape;
import dev.millrace.workbook.action.FieldShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ElementTemplatesTest {
  private static final Path FOLDER = Path.of("element-templates");

  /** All but the one that a timer event stands for. */
  static List<ActionShape> actions() {
    return ActionCatalogue.shapes().stream().filter(shape -> !shape.name().equals("wait")).toList();
  }

  @Test
  void theCommittedTemplatesAreThoseOfTheActions() throws IOException {
    for (Map.Entry<String, String> file : ElementTemplates.files().entrySet()) {
      GoldenFiles.compare(FOLDER.resolve(file.getKey()), file.getValue());
    }
  }

  @Test
  void noTemplateIsLeftOver() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(ElementTemplates.files().keySet());
    }
  }

  @ParameterizedTest
  @MethodSource("actions")
  void aTemplateAsksForEveryFieldOfItsActionAndForNothingElse(ActionShape action)
      throws IOException {
    JsonNode template =
        new ObjectMapper().readTree(ElementTemplates.files().get(action.name() + ".json"));

    assertThat(
            StreamSupport.stream(template.get("properties").spliterator(), false)
                .map(property -> property.get("binding"))
                .filter(binding -> binding.get("type").asText().equals("zeebe:taskHeader"))
                .map(binding -> binding.get("key").asText()))
        .containsExactlyElementsOf(action.fields().stream().map(FieldShape::name).toList());
    assertThat(template.get("properties").get(0).get("value").asText()).isEqualTo(action.jobType());
  }
}
