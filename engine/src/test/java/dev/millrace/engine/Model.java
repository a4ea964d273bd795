package dev.millrace.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * A BPMN process for a contract test: one path from start to end, and event subprocesses beside it.
 */
final class Model {
  private static final String HEAD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
          id="definitions" targetNamespace="millrace">
      """;

  private final String id;
  private final List<String> path = new ArrayList<>();
  private final StringBuilder roots = new StringBuilder();
  private final StringBuilder extensions = new StringBuilder();
  private final StringBuilder nodes = new StringBuilder();
  private final StringBuilder beside = new StringBuilder();

  Model(String id) {
    this.id = id;
    path.add("Start");
  }

  /**
   * A task of that job type with three tries; {@code extensions} are further extension elements.
   */
  Model task(String taskId, String type, String... extensions) {
    return node(taskId, taskXml(taskId, type, "%s", extensions));
  }

  /** A task for people, with those extension elements. */
  Model userTask(String taskId, String... extensions) {
    return node(
        taskId,
        """
        <bpmn:userTask id="%s"><bpmn:extensionElements><zeebe:userTask/>%s</bpmn:extensionElements>%s</bpmn:userTask>\
        """
            .formatted(taskId, String.join("", extensions), "%s"));
  }

  /** Waits for a signal of that name. */
  Model awaitSignal(String eventId, String signal) {
    roots.append("<bpmn:signal id=\"Signal_%s\" name=\"%s\"/>".formatted(eventId, signal));
    return node(
        eventId,
        """
        <bpmn:intermediateCatchEvent id="%s">%s<bpmn:signalEventDefinition signalRef="Signal_%s"/></bpmn:intermediateCatchEvent>\
        """
            .formatted(eventId, "%s", eventId));
  }

  /** Waits for a message of that name for {@code executionId}. */
  Model awaitMessage(String eventId, String message) {
    roots.append(
        """
        <bpmn:message id="Message_%s" name="%s"><bpmn:extensionElements>
        <zeebe:subscription correlationKey="=executionId"/></bpmn:extensionElements></bpmn:message>
        """
            .formatted(eventId, message));
    return node(
        eventId,
        """
        <bpmn:intermediateCatchEvent id="%s">%s<bpmn:messageEventDefinition messageRef="Message_%s"/></bpmn:intermediateCatchEvent>\
        """
            .formatted(eventId, "%s", eventId));
  }

  /** A task done for each element of a collection, seen as {@code item}. */
  Model forEach(String taskId, String type, String collection) {
    String loop =
        """
        <bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:extensionElements>
        <zeebe:loopCharacteristics inputCollection="=%s" inputElement="item"/>
        </bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>\
        """
            .formatted(collection);
    return node(taskId, taskXml(taskId, type, "%s" + loop));
  }

  /** Errors of the last task with that code go on to the end; their variables become the target. */
  Model catching(String errorCode, String source, String target) {
    String task = path.getLast();
    roots.append("<bpmn:error id=\"Error_%1$s\" errorCode=\"%1$s\"/>".formatted(errorCode));
    beside.append(
        """
        <bpmn:boundaryEvent id="Caught" attachedToRef="%s">
        <bpmn:extensionElements><zeebe:ioMapping><zeebe:output source="=%s" target="%s"/></zeebe:ioMapping></bpmn:extensionElements>
        <bpmn:outgoing>f_caught</bpmn:outgoing><bpmn:errorEventDefinition errorRef="Error_%s"/></bpmn:boundaryEvent>
        <bpmn:serviceTask id="AfterError"><bpmn:extensionElements><zeebe:taskDefinition type="%s-caught"/></bpmn:extensionElements>
        <bpmn:incoming>f_caught</bpmn:incoming><bpmn:outgoing>f_caught_end</bpmn:outgoing></bpmn:serviceTask>
        <bpmn:endEvent id="End_Caught"><bpmn:incoming>f_caught_end</bpmn:incoming></bpmn:endEvent>
        <bpmn:sequenceFlow id="f_caught" sourceRef="Caught" targetRef="AfterError"/>
        <bpmn:sequenceFlow id="f_caught_end" sourceRef="AfterError" targetRef="End_Caught"/>
        """
            .formatted(task, source, target, errorCode, id));
    return this;
  }

  /**
   * A message named {@code stop-<process>} for {@code executionId} interrupts all and runs a task.
   */
  Model onStop(String type) {
    roots.append(
        """
        <bpmn:message id="Message_Stop" name="stop-%s"><bpmn:extensionElements>
        <zeebe:subscription correlationKey="=executionId"/></bpmn:extensionElements></bpmn:message>
        """
            .formatted(id));
    return onEvent("Stop", "<bpmn:messageEventDefinition messageRef=\"Message_Stop\"/>", type);
  }

  /** After {@code timeoutMs}, a variable, everything is interrupted and a task runs. */
  Model onTimeout(String type) {
    String timer =
        """
        <bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">
        =duration("PT" + string(timeoutMs / 1000) + "S")</bpmn:timeDuration></bpmn:timerEventDefinition>\
        """;
    return onEvent("Timeout", timer, type);
  }

  /** Any error that nothing else catches interrupts all and runs a task. */
  Model onError(String type) {
    return onEvent("Error", "<bpmn:errorEventDefinition/>", type);
  }

  private Model onEvent(String name, String definition, String type) {
    beside.append(
        """
        <bpmn:subProcess id="On_%1$s" triggeredByEvent="true">
        <bpmn:startEvent id="%1$s" isInterrupting="true"><bpmn:outgoing>f_%1$s_1</bpmn:outgoing>%2$s</bpmn:startEvent>
        <bpmn:serviceTask id="After_%1$s"><bpmn:extensionElements><zeebe:taskDefinition type="%3$s"/></bpmn:extensionElements>
        <bpmn:incoming>f_%1$s_1</bpmn:incoming><bpmn:outgoing>f_%1$s_2</bpmn:outgoing></bpmn:serviceTask>
        <bpmn:endEvent id="End_%1$s"><bpmn:incoming>f_%1$s_2</bpmn:incoming></bpmn:endEvent>
        <bpmn:sequenceFlow id="f_%1$s_1" sourceRef="%1$s" targetRef="After_%1$s"/>
        <bpmn:sequenceFlow id="f_%1$s_2" sourceRef="After_%1$s" targetRef="End_%1$s"/>
        </bpmn:subProcess>
        """
            .formatted(name, definition, type));
    return this;
  }

  /** Execution listeners of the process. */
  Model listeners(String startType, String endType) {
    extensions.append(
        """
        <bpmn:extensionElements><zeebe:executionListeners>
        <zeebe:executionListener eventType="start" type="%s" retries="3"/>
        <zeebe:executionListener eventType="end" type="%s" retries="3"/>
        </zeebe:executionListeners></bpmn:extensionElements>
        """
            .formatted(startType, endType));
    return this;
  }

  Resource resource() {
    StringBuilder flows = new StringBuilder();
    path.add("End");
    for (int i = 1; i < path.size(); i++) {
      flows.append(
          "<bpmn:sequenceFlow id=\"f%d\" sourceRef=\"%s\" targetRef=\"%s\"/>\n"
              .formatted(i, path.get(i - 1), path.get(i)));
    }
    String xml =
        HEAD
            + roots
            + "<bpmn:process id=\"%s\" isExecutable=\"true\">%s\n".formatted(id, extensions)
            + "<bpmn:startEvent id=\"Start\"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>\n"
            + nodes
            + "<bpmn:endEvent id=\"End\"><bpmn:incoming>f%d</bpmn:incoming></bpmn:endEvent>\n"
                .formatted(path.size() - 1)
            + flows
            + beside
            + "</bpmn:process></bpmn:definitions>";
    path.removeLast();
    return new Resource(id + ".bpmn", xml);
  }

  private Model node(String nodeId, String xml) {
    String links =
        "<bpmn:incoming>f%d</bpmn:incoming><bpmn:outgoing>f%d</bpmn:outgoing>"
            .formatted(path.size(), path.size() + 1);
    nodes.append(xml.formatted(links)).append('\n');
    path.add(nodeId);
    return this;
  }

  private static String taskXml(String id, String type, String content, String... extensions) {
    return """
    <bpmn:serviceTask id="%s"><bpmn:extensionElements><zeebe:taskDefinition type="%s" retries="3"/>
    %s</bpmn:extensionElements>%s</bpmn:serviceTask>\
    """
        .formatted(id, type, String.join("", extensions), content);
  }
}
