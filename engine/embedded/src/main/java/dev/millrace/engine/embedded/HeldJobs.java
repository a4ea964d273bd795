package dev.millrace.engine.embedded;

import io.camunda.zeebe.engine.state.immutable.ScheduledTaskState;
import io.camunda.zeebe.protocol.impl.record.value.job.JobRecord;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Jobs that a process held when it ended are handed out again when the engine opens, not when their
 * time runs out: nobody else can hold one. Parked jobs stay parked, which their far deadline tells.
 *
 * @param state to be read on the asking thread
 */
record HeldJobs(Supplier<ScheduledTaskState> state, Commands commands, InstantSource clock) {
  private static final long FAR_MILLIS = Duration.ofDays(366).toMillis();

  /**
   * To be called when the engine processes and before anybody works. Waits first: the last process
   * may have left requests for jobs that nothing came of yet; those are handed out now, to nobody.
   */
  void giveBack() {
    commands.awaitProcessed();
    List<Long> held = new ArrayList<>();
    state
        .get()
        .getJobState()
        .forEachTimedOutEntry(clock.millis() + FAR_MILLIS, null, (key, job) -> held.add(key));
    held.forEach(key -> commands.post(ValueType.JOB, JobIntent.YIELD, key, new JobRecord()));
  }
}
