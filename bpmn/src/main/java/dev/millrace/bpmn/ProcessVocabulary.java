package dev.millrace.bpmn;

import java.util.Set;

/** Names that compiled processes, workers and the app agree on. */
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
  static final String NOTHING = "millraceNothing";

  /** Process property: id of the workbook that a process runs in. */
  public static final String WORKBOOK_PROPERTY = "millrace:workbook";

  /** Process property: the user on whose behalf a process without an execution runs. */
  public static final String OWNER_PROPERTY = "millrace:owner";

  /** Variables that begin so belong to Millrace. */
  static final String OWN_PREFIX = "millrace";

  /** No step's output may have one of these names: ours, the engine's, and FEEL's key words. */
  static final Set<String> RESERVED_VARIABLES =
      Set.of(
          EXECUTION_ID,
          TIMEOUT_MS,
          RESULT,
          ERROR,
          FAILURE,
          OUTCOME,
          "selection",
          "loopCounter",
          "for",
          "return",
          "if",
          "then",
          "else",
          "some",
          "every",
          "satisfies",
          "instance",
          "of",
          "in",
          "function",
          "external",
          "or",
          "and",
          "between",
          "not",
          "null",
          "true",
          "false");

  private ProcessVocabulary() {}
}
