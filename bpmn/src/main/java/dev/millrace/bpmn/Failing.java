package dev.millrace.bpmn;

import dev.millrace.bpmn.flow.FlowNode.Purpose;
import dev.millrace.bpmn.flow.FlowNode.Task;
import dev.millrace.bpmn.flow.Output;
import dev.millrace.workbook.model.ReservedVariables;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every way to fail has in common. An error's variables are local to the event that catches
 * it, so each catching event maps what has to last; outcomes are mapped there too, or by the task
 * that makes them true.
 */
final class Failing {
  /** Keeps the error that ended the execution. */
  static final Output FAILURE =
      new Output("=" + ProcessVocabulary.ERROR, ProcessVocabulary.FAILURE);

  private static final int ROLL_BACK_RETRIES = 10;

  private Failing() {}

  static Output outcome(Outcome outcome) {
    return new Output("=\"" + outcome.name() + "\"", ProcessVocabulary.OUTCOME);
  }

  static List<Output> with(Outcome outcome) {
    return List.of(FAILURE, outcome(outcome));
  }

  /** Keeps the error of a step behind which the execution went on. */
  static Output keptAs(String name) {
    return new Output(
        "=" + ProcessVocabulary.ERROR, ReservedVariables.OWN_PREFIX + "Error_" + name);
  }

  /** The outcome holds only once the changes are undone. */
  static Task rollBack(String id, Optional<String> stepId, Outcome outcome) {
    return new Task(
        id,
        "Roll back changes",
        stepId,
        Purpose.ROLL_BACK,
        "Undoes this execution's changes from the edit log, newest first.",
        ProcessVocabulary.ROLL_BACK_JOB,
        ROLL_BACK_RETRIES,
        Map.of(),
        List.of(outcome(outcome)));
  }
}
