package dev.millrace.workers.job;

import dev.millrace.engine.Job;
import dev.millrace.formula.Formulas;
import dev.millrace.workbook.model.Sequence;
import dev.millrace.workbook.model.Sequence.OnError;
import dev.millrace.workbook.model.Step;
import dev.millrace.workbook.model.Workbook;
import dev.millrace.workers.execution.RunningWorkbooks.Node;
import dev.millrace.workers.ledger.StepStart;
import dev.millrace.workers.value.SequenceFormulas;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One sequence of one workbook version, as jobs need it. Thread-safe. */
final class Program {
  private final Workbook workbook;
  private final Sequence sequence;
  private final SequenceFormulas formulas;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, Step.Act> acts = new LinkedHashMap<>();

  /**
   * @param nodes the elements that are steps; empty: all are
   */
  Program(Workbook workbook, Sequence sequence, List<Node> nodes, Formulas formulas) {
    this.workbook = workbook;
    this.sequence = sequence;
    this.formulas = new SequenceFormulas(formulas, workbook, sequence);
    nodes.forEach(node -> this.nodes.put(node.elementId(), node));
    addActs(sequence.steps());
  }

  Workbook workbook() {
    return workbook;
  }

  Sequence sequence() {
    return sequence;
  }

  SequenceFormulas formulas() {
    return formulas;
  }

  /** What is kept of the job's piece of work. */
  StepStart start(Job job, String executionId) {
    Node node = nodes.get(job.elementId());
    Optional<String> step =
        nodes.isEmpty() ? Optional.of(job.elementId()) : Optional.ofNullable(node).map(Node::step);
    String name = node == null ? job.elementId() : node.name();
    return new StepStart(executionId, job.elementInstanceKey(), job.elementId(), step, name);
  }

  /** What a failure of that step does; of what is no step of its own: what the sequence says. */
  OnError onError(StepStart start) {
    return act(start).flatMap(Step.Act::onError).orElse(sequence.onError());
  }

  /** The variable that gets the step's result. */
  Optional<String> output(StepStart start) {
    return act(start).flatMap(Step.Act::output);
  }

  private Optional<Step.Act> act(StepStart start) {
    return start.step().map(acts::get);
  }

  private void addActs(List<Step> steps) {
    for (Step step : steps) {
      switch (step) {
        case Step.Act act -> acts.put(act.id(), act);
        case Step.Choice choice -> {
          choice.branches().forEach(branch -> addActs(branch.steps()));
          addActs(choice.otherwise());
        }
      }
    }
  }
}
