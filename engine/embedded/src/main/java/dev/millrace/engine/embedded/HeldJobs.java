package dev.millrace.engine.embedded;

import io.camunda.zeebe.engine.state.immutable.ScheduledTaskState;
import io.camunda.zeebe.protocol.impl.record.value.job.JobBatchRecord;
import io.camunda.zeebe.protocol.impl.record.value.job.JobRecord;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.JobBatchIntent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.value.TenantOwned;
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

  /** To be called when the engine processes and before anybody works. */
  void giveBack() {
    awaitWhatWasLeft();
    List<Long> held = new ArrayList<>();
    state
        .get()
        .getJobState()
        .forEachTimedOutEntry(clock.millis() + FAR_MILLIS, null, (key, job) -> held.add(key));
    held.forEach(key -> commands.post(ValueType.JOB, JobIntent.YIELD, key, new JobRecord()));
  }

  /**
   * The last process may have left commands that nothing came of yet, among them requests for jobs.
   * Those are handed out now, to nobody. Asking for jobs of no type at all, and getting the answer,
   * says that all before it is done.
   */
  private void awaitWhatWasLeft() {
    JobBatchRecord none =
        new JobBatchRecord()
            .setType("millrace:none")
            .setWorker("millrace")
            .setTimeout(1)
            .setMaxJobsToActivate(1)
            .setTenantIds(List.of(TenantOwned.DEFAULT_TENANT_IDENTIFIER));
    commands.call(ValueType.JOB_BATCH, JobBatchIntent.ACTIVATE, Commands.NEW, none);
  }
}
