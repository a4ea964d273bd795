package dev.millrace.bpmn;

import dev.millrace.bpmn.CompileException.Code;
import dev.millrace.bpmn.flow.Block;
import dev.millrace.bpmn.flow.Block.Attempt;
import dev.millrace.bpmn.flow.Block.Case;
import dev.millrace.bpmn.flow.Block.Failure;
import dev.millrace.bpmn.flow.Block.Joined;
import dev.millrace.bpmn.flow.Block.Waiting;
import dev.millrace.bpmn.flow.FlowNode;
import dev.millrace.bpmn.flow.FlowNode.Join;
import dev.millrace.bpmn.flow.FlowNode.Split;
import dev.millrace.bpmn.flow.FlowNode.Start;
import dev.millrace.bpmn.flow.FlowNode.Task;
import dev.millrace.bpmn.flow.Plan;
import dev.millrace.bpmn.flow.Trigger;
import dev.millrace.workbook.action.FlowAction;
import dev.millrace.workbook.model.Sequence;
import dev.millrace.workbook.model.Sequence.OnError;
import dev.millrace.workbook.model.Step;
import dev.millrace.workbook.model.Workbook;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns the steps of one sequence into blocks. The sequence's own condition is not among them: it
 * decides before anything starts.
 */
final class SequencePlanner {
  private static final int MAX_DEPTH = 20;
  private static final int CONDITION_RETRIES = 3;

  /** Its end waits for this listener, so it gets more tries than the other. */
  private static final int ENDED_RETRIES = 10;

  private static final int STARTED_RETRIES = 3;

  private final OnError onError;
  private final Set<String> stepIds = new HashSet<>();

  private SequencePlanner(OnError onError) {
    this.onError = onError;
  }

  static Plan plan(Workbook workbook, Sequence sequence, Publication publication) {
    SequencePlanner planner = new SequencePlanner(sequence.onError());
    List<Block> body = planner.row(sequence.steps(), 0);
    return new Plan(
        ElementIds.processId(workbook.id(), sequence.id(), publication),
        Texts.checked(sequence.id(), sequence.name()),
        Texts.documentation(sequence),
        List.of(new Plan.Property(ProcessVocabulary.WORKBOOK_PROPERTY, workbook.id())),
        List.of(
            new Plan.Listener("start", ProcessVocabulary.EXECUTION_STARTED_JOB, STARTED_RETRIES),
            new Plan.Listener("end", ProcessVocabulary.EXECUTION_ENDED_JOB, ENDED_RETRIES)),
        new Start("Start_Sequence", "Sequence started", new Trigger.None(), List.of()),
        body,
        new FlowNode.End("End_Sequence", "Sequence completed", Optional.empty()),
        Interruptions.of(sequence));
  }

  private List<Block> row(List<Step> steps, int depth) {
    List<Block> blocks = new ArrayList<>();
    for (Step step : steps) {
      requireNew(step.id());
      switch (step) {
        case Step.Act act -> blocks.addAll(act(act));
        case Step.Choice choice -> blocks.add(choice(choice, depth + 1));
      }
    }
    return blocks;
  }

  private void requireNew(String stepId) {
    if (!stepIds.add(ElementIds.checked(stepId))) {
      throw new CompileException(
          Code.ID_DUPLICATE,
          stepId,
          "Two steps have the id '%s'. Give one of them another.".formatted(stepId));
    }
  }

  private List<Block> act(Step.Act act) {
    StepFailures failures = StepFailures.of(act, onError);
    String name = ElementIds.camelCase(act.id());
    Attempt attempt = new Attempt(StepTasks.action(act), failures.ofTask("Task_" + name));
    List<Block> blocks = new ArrayList<>(List.of(attempt));
    if (act.action() instanceof FlowAction.Wait) {
      blocks.add(new Waiting(StepTasks.pause(act)));
    }
    Join join = new Join("Join_" + name, Optional.of(act.id()));
    if (act.condition().isPresent()) {
      Task check = StepTasks.condition(act, name, act.name(), act.condition().get(), act.retries());
      Optional<Failure> failure = failures.ofCondition(check.id(), name);
      return List.of(
          new Joined(
              List.of(caseOf(act, name, act.name(), new Attempt(check, failure), blocks)),
              List.of(),
              join));
    }
    boolean goesOn = attempt.failure().filter(Failure::goesOn).isPresent();
    return goesOn ? List.of(new Joined(List.of(), blocks, join)) : blocks;
  }

  private Block choice(Step.Choice choice, int depth) {
    if (depth > MAX_DEPTH) {
      throw new CompileException(
          Code.SEQUENCE_TOO_DEEP,
          choice.id(),
          "'%s' stands inside more than %d other choices.".formatted(choice.id(), MAX_DEPTH));
    }
    StepFailures failures = StepFailures.of(choice, onError);
    String name = ElementIds.camelCase(choice.id());
    List<Case> cases = new ArrayList<>();
    for (Step.Branch branch : choice.branches()) {
      int number = cases.size() + 1;
      String caseName = number == 1 ? name : name + "_Branch" + number;
      String title = number == 1 ? choice.name() : choice.name() + ", case " + number;
      Task check =
          StepTasks.condition(choice, caseName, title, branch.condition(), CONDITION_RETRIES);
      Attempt attempt = new Attempt(check, failures.ofCondition(check.id(), caseName));
      cases.add(caseOf(choice, caseName, title, attempt, row(branch.steps(), depth)));
    }
    return new Joined(
        cases, row(choice.otherwise(), depth), new Join("Join_" + name, Optional.of(choice.id())));
  }

  /** Null = true is false in FEEL: a condition that is null does not hold. */
  private static Case caseOf(
      Step step, String name, String title, Attempt check, List<Block> then) {
    Split split = new Split("If_" + name, Texts.question(title), Optional.of(step.id()));
    return new Case(check, split, "=" + StepTasks.conditionVariable(name) + " = true", then);
  }
}
