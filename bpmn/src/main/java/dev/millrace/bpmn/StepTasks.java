package dev.millrace.bpmn;

import dev.millrace.bpmn.CompileException.Code;
import dev.millrace.bpmn.flow.FlowNode;
import dev.millrace.bpmn.flow.FlowNode.Purpose;
import dev.millrace.bpmn.flow.FlowNode.Task;
import dev.millrace.bpmn.flow.Output;
import dev.millrace.formula.Formula;
import dev.millrace.workbook.action.Action;
import dev.millrace.workbook.action.ActionCatalogue;
import dev.millrace.workbook.action.Expression;
import dev.millrace.workbook.action.FlowAction;
import dev.millrace.workbook.model.ReservedVariables;
import dev.millrace.workbook.model.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes the service tasks of steps. */
final class StepTasks {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

  private static final Output NOTHING = new Output("=null", ProcessVocabulary.NOTHING);

  private StepTasks() {}

  static Task action(Step.Act act) {
    Output output =
        act.action() instanceof FlowAction.Wait
            ? result(waitVariable(act))
            : act.output().map(name -> result(variable(act, name))).orElse(NOTHING);
    return new Task(
        "Task_" + ElementIds.camelCase(act.id()),
        Texts.checked(act.id(), act.name()),
        Optional.of(act.id()),
        Purpose.ACTION,
        ActionCatalogue.shape(act.action().getClass()).help(),
        ActionCatalogue.jobType(act.action().getClass()),
        act.retries(),
        headers(act.id(), act.action()),
        List.of(output));
  }

  /**
   * The task that computes a condition.
   *
   * @param name tail of the element id
   * @param title what it decides about
   */
  static Task condition(Step step, String name, String title, Formula formula, int retries) {
    FlowAction.Evaluate evaluate = new FlowAction.Evaluate(new Expression(formula.text()));
    return new Task(
        "Condition_" + name,
        Texts.checked(step.id(), "Check condition of " + title),
        Optional.of(step.id()),
        Purpose.CONDITION,
        "Holds if the formula gives True; Null does not hold.",
        ActionCatalogue.jobType(FlowAction.Evaluate.class),
        retries,
        headers(step.id(), evaluate),
        List.of(result(conditionVariable(name))));
  }

  /** Each condition has its own variable, so that Operate shows afterwards which ones held. */
  static String conditionVariable(String name) {
    return ReservedVariables.OWN_PREFIX + "Holds_" + name;
  }

  /** What waits once the task of a {@code wait} has computed how many milliseconds. */
  static FlowNode.Pause pause(Step.Act act) {
    return new FlowNode.Pause(
        "Wait_" + ElementIds.camelCase(act.id()),
        "Wait",
        Optional.of(act.id()),
        "=duration(\"PT\" + string(%s / 1000) + \"S\")".formatted(waitVariable(act)));
  }

  private static String waitVariable(Step.Act act) {
    return ReservedVariables.OWN_PREFIX + "Wait_" + ElementIds.camelCase(act.id());
  }

  private static Output result(String variable) {
    return new Output("=" + ProcessVocabulary.RESULT, variable);
  }

  private static Map<String, String> headers(String stepId, Action action) {
    Map<String, String> headers = ActionCatalogue.headers(action);
    headers.values().forEach(value -> Texts.checked(stepId, value));
    return headers;
  }

  private static String variable(Step.Act act, String name) {
    if (!VARIABLE.matcher(name).matches()) {
      throw new CompileException(
          Code.VARIABLE_INVALID,
          act.id(),
          "The output '%s' cannot be a variable. Use letters, digits and underscores, and begin with a letter."
              .formatted(name));
    }
    if (ReservedVariables.contains(name)) {
      throw new CompileException(
          Code.VARIABLE_RESERVED,
          act.id(),
          "The output '%s' has a name that means something else in a process. Choose another."
              .formatted(name));
    }
    return name;
  }
}
