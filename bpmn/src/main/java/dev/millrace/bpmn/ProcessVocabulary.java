package dev.millrace.bpmn;

import dev.millrace.workbook.model.ReservedVariables;

/**
 * Names that compiled processes, workers and the app agree on. A new variable is also one of the
 * workbook's reserved ones.
 */
public final class ProcessVocabulary {
  /** Job of the start listener; it claims the execution and blocks until it is claimed. */
  public static final String EXECUTION_STARTED_JOB = "millrace:execution-started:1";

  /** Job of the end listener; sees {@link #OUTCOME}. A cancelled instance never calls it. */
  public static final String EXECUTION_ENDED_JOB = "millrace:execution-ended:1";

  /** Undoes this execution's changes, newest first. */
  public static final String ROLL_BACK_JOB = "millrace:roll-back:1";

  /** Message that stops an execution; its correlation key is the execution id. */
  public static final String STOP_MESSAGE = "millrace-stop";

  /** Text. The start listener sets it where it is absent. */
  public static final String EXECUTION_ID = "executionId";

  /** Milliseconds of wall time; absent or null: as the sequence says. */
  public static final String TIMEOUT_MS = "timeoutMs";

  /** What a worker returns of an action; output mappings carry it to the step's variable. */
  public static final String RESULT = "result";

  /**
   * What a worker sends along with a BPMN error, {@code {code, message, action}}: the engine makes
   * no variables of an error's code and message.
   */
  public static final String ERROR = "error";

  /** The {@link #ERROR} that ended the execution. */
  public static final String FAILURE = "failure";

  /** Name of an {@link Outcome}; absent: completed. */
  public static final String OUTCOME = "outcome";

  /**
   * Always null. A task without output mappings lets everything its worker returns out to the root,
   * and a mapping must name some variable there: one that is always null costs one record an
   * execution, whatever the number of steps, and carries no result into it.
   */
  static final String NOTHING = ReservedVariables.OWN_PREFIX + "Nothing";

  /** Process property: id of the workbook that a process runs in. */
  public static final String WORKBOOK_PROPERTY = "millrace:workbook";

  /** Process property: the user on whose behalf a process without an execution runs. */
  public static final String OWNER_PROPERTY = "millrace:owner";

  private ProcessVocabulary() {}
}
