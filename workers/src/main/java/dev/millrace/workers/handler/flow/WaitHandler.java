package dev.millrace.workers.handler.flow;

import dev.millrace.formula.ValueType;
import dev.millrace.workbook.action.FlowAction.Wait;
import dev.millrace.workers.execution.ActionOutcome;
import dev.millrace.workers.handler.ActionHandler;
import dev.millrace.workers.handler.StepContext;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

/** Computes how many milliseconds; the timer event behind it waits them. */
final class WaitHandler implements ActionHandler<Wait> {
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Duration.ofDays(366).toSeconds());

  @Override
  public Class<Wait> action() {
    return Wait.class;
  }

  @Override
  public ActionOutcome run(Wait action, StepContext step) {
    Object given = step.value(action.seconds()).as(ValueType.NUMBER, "The time to wait");
    BigDecimal seconds = given == null ? null : new BigDecimal(given.toString());
    if (seconds == null || seconds.signum() < 0 || seconds.compareTo(LONGEST) > 0) {
      return new ActionOutcome.Rejected(
          "WAIT_INVALID",
          "A step waits from 0 to %,d seconds, not %s.".formatted(LONGEST.longValue(), given));
    }
    long milliseconds = seconds.movePointRight(3).setScale(0, RoundingMode.CEILING).longValue();
    return new ActionOutcome.Done(milliseconds, List.of(), 0);
  }
}
