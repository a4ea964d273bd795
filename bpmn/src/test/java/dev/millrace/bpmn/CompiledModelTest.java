package dev.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.workbook.action.Action;
import dev.millrace.workbook.action.ActionCatalogue;
import dev.millrace.workbook.model.Sequence;
import dev.millrace.workbook.model.Step;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.EndEvent;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.ServiceTask;
import io.camunda.zeebe.model.bpmn.instance.StartEvent;
import io.camunda.zeebe.model.bpmn.instance.bpmndi.BpmnShape;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeHeader;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeIoMapping;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskHeaders;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiled processes, read back by the engine's own model library. */
final class CompiledModelTest {
  static List<Sequence> sequences() {
    return SampleSequences.ALL;
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void theModelLibraryFindsTheXmlValid(Sequence sequence) {
    CompiledProcess process = SampleSequences.compile(sequence);

    BpmnModelInstance model = read(process.xml());
    Bpmn.validateModel(model);

    assertThat(model.getModelElementsByType(Process.class))
        .singleElement()
        .satisfies(each -> {
          assertThat(each.getId()).isEqualTo(process.processId());
          assertThat(each.isExecutable()).isTrue();
          assertThat(each.getName()).isEqualTo(sequence.name());
        });
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void everyNodeIsConnectedAndDrawn(Sequence sequence) {
    BpmnModelInstance model = read(SampleSequences.compile(sequence).xml());
    List<String> drawn =
        model.getModelElementsByType(BpmnShape.class).stream()
            .map(shape -> shape.getBpmnElement().getId())
            .toList();

    for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
      assertThat(drawn).contains(node.getId());
      if (node.getElementType().getTypeName().equals("subProcess")) {
        continue;
      }
      boolean starts =
          node instanceof StartEvent || node.getElementType().getTypeName().equals("boundaryEvent");
      assertThat(node.getIncoming().isEmpty()).as(node.getId() + " in").isEqualTo(starts);
      assertThat(node.getOutgoing().isEmpty())
          .as(node.getId() + " out")
          .isEqualTo(node instanceof EndEvent);
    }
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void everyTaskSaysTypeAndRetriesAndMapsItsOutputs(Sequence sequence) {
    BpmnModelInstance model = read(SampleSequences.compile(sequence).xml());

    for (ServiceTask task : model.getModelElementsByType(ServiceTask.class)) {
      ZeebeTaskDefinition definition = task.getSingleExtensionElement(ZeebeTaskDefinition.class);
      assertThat(definition.getType()).matches("millrace:[a-z-]+:[0-9]+");
      assertThat(definition.getRetries()).matches("[1-9][0-9]*");
      assertThat(task.getSingleExtensionElement(ZeebeIoMapping.class).getOutputs()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void theNodesOfTheRecordAreThoseOfTheFile(Sequence sequence) {
    CompiledProcess process = SampleSequences.compile(sequence);
    List<String> inFile =
        read(process.xml()).getModelElementsByType(FlowNode.class).stream()
            .filter(node -> !node.getElementType().getTypeName().equals("subProcess"))
            .map(node -> node.getId() + " " + Objects.toString(node.getName(), ""))
            .toList();

    assertThat(process.nodes())
        .extracting(node -> node.elementId() + " " + node.name())
        .containsExactlyInAnyOrderElementsOf(inFile);
  }

  @Test
  void aWorkerReadsTheStepsActionBackFromTheTask() {
    Step.Act step = (Step.Act) SampleSequences.INSERT_CASE;
    ServiceTask task =
        read(SampleSequences.compile(SampleSequences.LINEAR).xml())
            .getModelElementById("Task_InsertCase");

    assertThat(action(task)).isEqualTo(step.action());
  }

  @Test
  void markupQuotesAndLineBreaksOfAFormulaArriveAsWritten() {
    String title = "<b> & \"quoted\" 'single'\r\n\tend ]]> é 🐦";
    Step.Act step = SampleSequences.act("say", title, SampleSequences.toast(title)).step();
    String xml =
        SampleSequences.compile(SampleSequences.sequence("s", title, Sequence.OnError.STOP, step))
            .xml();

    ServiceTask task = read(xml).getModelElementById("Task_Say");
    assertThat(action(task)).isEqualTo(step.action());
    assertThat(task.getName()).isEqualTo(title);
  }

  private static Action action(ServiceTask task) {
    Map<String, String> headers =
        task.getSingleExtensionElement(ZeebeTaskHeaders.class).getHeaders().stream()
            .collect(Collectors.toMap(ZeebeHeader::getKey, ZeebeHeader::getValue));
    return ActionCatalogue.read(
        task.getSingleExtensionElement(ZeebeTaskDefinition.class).getType(), headers);
  }

  private static BpmnModelInstance read(String xml) {
    return Bpmn.readModelFromStream(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }
}
