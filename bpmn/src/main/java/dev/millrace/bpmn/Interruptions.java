package dev.millrace.bpmn;

import dev.millrace.bpmn.flow.EventSubprocess;
import dev.millrace.bpmn.flow.FlowNode;
import dev.millrace.bpmn.flow.FlowNode.End;
import dev.millrace.bpmn.flow.FlowNode.Start;
import dev.millrace.bpmn.flow.Output;
import dev.millrace.bpmn.flow.Trigger;
import dev.millrace.workbook.model.Sequence;
import dev.millrace.workbook.model.Sequence.OnError;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The event subprocesses that end a sequence early. They stand in the process's own scope: from
 * there an interrupted execution can still roll back and still calls the end listener.
 */
final class Interruptions {
  private Interruptions() {}

  static List<EventSubprocess> of(Sequence sequence) {
    boolean rollsBack = sequence.onError() == OnError.ROLLBACK;
    return List.of(onError(rollsBack), onTimeout(rollsBack, sequence.timeout()), onStop(rollsBack));
  }

  private static EventSubprocess onError(boolean rollsBack) {
    Outcome outcome = rollsBack ? Outcome.ROLLED_BACK : Outcome.FAILED;
    return subprocess(
        "Error",
        "On error",
        new Interruption("Step failed", new Trigger.AnyError(), List.of(Failing.FAILURE)),
        outcome,
        rollsBack);
  }

  private static EventSubprocess onTimeout(boolean rollsBack, Duration timeout) {
    String duration =
        "=if %1$s = null then duration(\"PT%2$sS\") else duration(\"PT\" + string(%1$s / 1000) + \"S\")"
            .formatted(ProcessVocabulary.TIMEOUT_MS, seconds(timeout));
    return subprocess(
        "Timeout",
        "On timeout",
        new Interruption("Time limit reached", new Trigger.Timer(duration), List.of()),
        Outcome.TIMED_OUT,
        rollsBack);
  }

  private static EventSubprocess onStop(boolean rollsBack) {
    Trigger message =
        new Trigger.Message(ProcessVocabulary.STOP_MESSAGE, "=" + ProcessVocabulary.EXECUTION_ID);
    return subprocess(
        "Stop",
        "On stop",
        new Interruption("Stop requested", message, List.of()),
        Outcome.STOPPED,
        rollsBack);
  }

  /** What its start event is called, waits for and keeps. */
  private record Interruption(String name, Trigger trigger, List<Output> kept) {}

  private static EventSubprocess subprocess(
      String cause, String name, Interruption interruption, Outcome outcome, boolean rollsBack) {
    List<Output> outputs =
        rollsBack
            ? interruption.kept()
            : Stream.concat(interruption.kept().stream(), Stream.of(Failing.outcome(outcome)))
                .toList();
    Start start =
        new Start("Start_On" + cause, interruption.name(), interruption.trigger(), outputs);
    End end = new End("End_On" + cause, ending(outcome), Optional.empty());
    List<FlowNode> rest =
        rollsBack
            ? List.of(Failing.rollBack("RollBack_On" + cause, Optional.empty(), outcome), end)
            : List.of(end);
    return new EventSubprocess("On_" + cause, name, start, rest);
  }

  private static String ending(Outcome outcome) {
    return switch (outcome) {
      case FAILED -> "Sequence failed";
      case ROLLED_BACK -> "Changes rolled back";
      case TIMED_OUT -> "Sequence timed out";
      case STOPPED -> "Sequence stopped";
    };
  }

  /** Seconds as an ISO 8601 duration wants them: with a point, without needless zeros. */
  private static String seconds(Duration timeout) {
    return BigDecimal.valueOf(timeout.toMillis(), 3).stripTrailingZeros().toPlainString();
  }
}
