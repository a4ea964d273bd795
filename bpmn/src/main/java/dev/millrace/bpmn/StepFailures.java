package dev.millrace.bpmn;

import dev.millrace.bpmn.flow.Block.Failure;
import dev.millrace.bpmn.flow.FlowNode.Boundary;
import dev.millrace.bpmn.flow.FlowNode.End;
import dev.millrace.bpmn.flow.Output;
import dev.millrace.workbook.model.Sequence.OnError;
import dev.millrace.workbook.model.Step;
import java.util.List;
import java.util.Optional;

/**
 * Where the tasks of one step go when a worker refuses them. A step that fails as its sequence does
 * needs nothing of its own: the event subprocess of the whole process catches it. Continuing, and
 * whatever differs from the sequence, is a boundary event.
 */
final class StepFailures {
  private final Step step;
  private final OnError onError;
  private final boolean own;

  private StepFailures(Step step, OnError onError, boolean own) {
    this.step = step;
    this.onError = onError;
    this.own = own;
  }

  static StepFailures of(Step step, OnError ofSequence) {
    OnError onError =
        switch (step) {
          case Step.Act act -> act.onError().orElse(ofSequence);
          case Step.Choice choice -> ofSequence;
        };
    return new StepFailures(step, onError, onError == OnError.CONTINUE || onError != ofSequence);
  }

  Optional<Failure> ofTask(String taskId) {
    return failure(taskId, ElementIds.camelCase(step.id()), "Step failed");
  }

  /**
   * @param name tail of the condition's element id
   */
  Optional<Failure> ofCondition(String taskId, String name) {
    return failure(taskId, name + "_Condition", "Check failed");
  }

  private Optional<Failure> failure(String taskId, String name, String title) {
    return own ? Optional.of(failureOf(taskId, name, title)) : Optional.empty();
  }

  private Failure failureOf(String taskId, String name, String title) {
    Optional<String> stepId = Optional.of(step.id());
    return switch (onError) {
      case CONTINUE ->
          new Failure(boundary(taskId, name, title, List.of(Failing.keptAs(name))), List.of());
      case STOP ->
          new Failure(
              boundary(taskId, name, title, Failing.with(Outcome.FAILED)),
              List.of(new End("Stopped_" + name, "Sequence failed", stepId)));
      case ROLLBACK ->
          new Failure(
              boundary(taskId, name, title, List.of(Failing.FAILURE)),
              List.of(
                  Failing.rollBack("Undo_" + name, stepId, Outcome.ROLLED_BACK),
                  new End("RolledBack_" + name, "Changes rolled back", stepId)));
    };
  }

  private Boundary boundary(String taskId, String name, String title, List<Output> outputs) {
    return new Boundary("Failed_" + name, title, Optional.of(step.id()), taskId, outputs);
  }
}
