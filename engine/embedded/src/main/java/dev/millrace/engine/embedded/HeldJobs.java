package dev.millrace.engine.embedded;

import io.camunda.zeebe.engine.state.immutable.JobState;
import io.camunda.zeebe.protocol.impl.record.value.job.JobRecord;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.stream.api.ReadonlyStreamProcessorContext;
import io.camunda.zeebe.stream.api.StreamProcessorLifecycleAware;
import java.util.ArrayList;
import java.util.List;

/**
 * Jobs that a process held when it ended are handed out again when the engine opens, not when their
 * time runs out: nobody else can hold one. Parked jobs stay parked, which their far deadline tells.
 */
final class HeldJobs implements StreamProcessorLifecycleAware {
  private static final long FAR_MILLIS = 366L * 24 * 60 * 60 * 1000;

  private final JobState jobs;
  private final Commands commands;

  HeldJobs(JobState jobs, Commands commands) {
    this.jobs = jobs;
    this.commands = commands;
  }

  @Override
  public void onRecovered(ReadonlyStreamProcessorContext context) {
    List<Long> held = new ArrayList<>();
    jobs.forEachTimedOutEntry(
        context.getClock().millis() + FAR_MILLIS, null, (key, job) -> held.add(key));
    held.forEach(key -> commands.post(ValueType.JOB, JobIntent.YIELD, key, new JobRecord()));
  }
}
