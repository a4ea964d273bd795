package dev.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.workbook.action.ActionCatalogue;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.FlowElement;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.ServiceTask;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeFormDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeHeader;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The processes and forms that are drawn by hand. */
final class DrawnFilesTest {
  private static final Path FORMS = Path.of("../forms");
  private static final Set<String> WITHOUT_KEY = Set.of("text", "separator", "spacer", "button");

  static List<Path> processes() throws IOException {
    return files(Path.of("processes"), ".bpmn");
  }

  static List<Path> forms() throws IOException {
    return files(FORMS, ".form");
  }

  @ParameterizedTest
  @MethodSource("processes")
  void aProcessIsValidAndCalledLikeItsFile(Path file) {
    BpmnModelInstance model = Bpmn.readModelFromFile(file.toFile());
    Bpmn.validateModel(model);

    assertThat(model.getModelElementsByType(Process.class))
        .singleElement()
        .satisfies(process -> {
          assertThat(process.getId() + ".bpmn").isEqualTo(file.getFileName().toString());
          assertThat(process.getDocumentations().iterator().next().getTextContent())
              .contains("In: ", "Out: ");
        });
    assertThat(model.getModelElementsByType(FlowElement.class))
        .extracting(BaseElement::getId)
        .allMatch(id -> id.matches("[A-Z][A-Za-z]*_[A-Z][A-Za-z]*"));
  }

  @ParameterizedTest
  @MethodSource("processes")
  void everyServiceTaskCarriesAnAction(Path file) {
    for (ServiceTask task :
        Bpmn.readModelFromFile(file.toFile()).getModelElementsByType(ServiceTask.class)) {
      Map<String, String> headers =
          task.getSingleExtensionElement(ZeebeTaskHeaders.class).getHeaders().stream()
              .collect(Collectors.toMap(ZeebeHeader::getKey, ZeebeHeader::getValue));
      ZeebeTaskDefinition definition = task.getSingleExtensionElement(ZeebeTaskDefinition.class);

      assertThat(ActionCatalogue.read(definition.getType(), headers)).isNotNull();
      assertThat(definition.getRetries()).matches("[1-9][0-9]*");
    }
  }

  @ParameterizedTest
  @MethodSource("processes")
  void everyFormOfAProcessIsAFile(Path file) {
    assertThat(
            Bpmn.readModelFromFile(file.toFile()).getModelElementsByType(ZeebeFormDefinition.class))
        .extracting(ZeebeFormDefinition::getFormId)
        .allMatch(form -> Files.exists(FORMS.resolve(form + ".form")));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aFormIsCalledLikeItsFileAndFitsTheOldestPlatform(Path file) throws IOException {
    JsonNode form = new ObjectMapper().readTree(file.toFile());

    assertThat(form.path("id").asText() + ".form").isEqualTo(file.getFileName().toString());
    assertThat(form.path("type").asText()).isEqualTo("default");
    assertThat(form.path("schemaVersion").asInt()).isBetween(16, 18);
    assertThat(form.path("executionPlatform").asText()).isEqualTo("Camunda Cloud");
    assertThat(form.path("executionPlatformVersion").asText()).isEqualTo("8.6.0");
    assertThat(components(file))
        .extracting(each -> each.path("id").asText())
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("Field_[A-Z][A-Za-z]*"));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void everyFieldHasAKeyOfItsOwnALabelAndADescription(Path file) throws IOException {
    List<JsonNode> fields =
        components(file).stream()
            .filter(each -> !WITHOUT_KEY.contains(each.path("type").asText()))
            .toList();

    assertThat(fields)
        .extracting(field -> field.path("key").asText())
        .doesNotHaveDuplicates()
        .allMatch(key -> key.matches("[a-z][A-Za-z0-9]*"));
    assertThat(fields)
        .allSatisfy(field -> {
          assertThat(field.path("label").asText()).isNotBlank();
          assertThat(field.path("description").asText()).endsWith(".");
          assertThat(field.path("readonly").asBoolean() || field.has("validate")).isTrue();
        });
  }

  private static List<JsonNode> components(Path file) throws IOException {
    JsonNode form = new ObjectMapper().readTree(file.toFile());
    return StreamSupport.stream(form.path("components").spliterator(), false).toList();
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
