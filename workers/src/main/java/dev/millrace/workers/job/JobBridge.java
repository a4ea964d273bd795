package dev.millrace.workers.job;

import dev.millrace.bpmn.ProcessVocabulary;
import dev.millrace.engine.Job;
import dev.millrace.engine.JobOutcome;
import dev.millrace.engine.JobRunner;
import dev.millrace.formula.Formulas;
import dev.millrace.warehouse.Warehouse;
import dev.millrace.workbook.action.ActionCatalogue;
import dev.millrace.workers.execution.RunningWorkbooks;
import dev.millrace.workers.lifecycle.Lifecycle;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;

/** Between the engine's jobs and the handlers: the only place where an unknown error ends. */
public final class JobBridge implements JobRunner {
  private static final Logger LOG = LoggerFactory.getLogger(JobBridge.class);

  private static final Duration BACKOFF = Duration.ofSeconds(5);

  private final StepJobs steps;
  private final ListenerJobs listeners;

  public JobBridge(
      Lifecycle lifecycle,
      Warehouse warehouse,
      Formulas formulas,
      RunningWorkbooks workbooks,
      Clock clock) {
    this.steps =
        new StepJobs(
            warehouse,
            formulas,
            new Programs(workbooks, formulas),
            lifecycle.runs(),
            new StepReports(lifecycle, clock));
    this.listeners = new ListenerJobs(lifecycle);
  }

  /** Every job type that is served. */
  public static Set<String> jobTypes() {
    Set<String> types = new HashSet<>();
    ActionCatalogue.all().forEach(action -> types.add(ActionCatalogue.jobType(action)));
    types.add(ProcessVocabulary.EXECUTION_STARTED_JOB);
    types.add(ProcessVocabulary.EXECUTION_ENDED_JOB);
    types.add(ProcessVocabulary.ROLL_BACK_JOB);
    return types;
  }

  @Override
  public JobOutcome run(Job job) {
    try {
      return switch (job.type()) {
        case ProcessVocabulary.EXECUTION_STARTED_JOB -> listeners.started(job);
        case ProcessVocabulary.EXECUTION_ENDED_JOB -> listeners.ended(job);
        case ProcessVocabulary.ROLL_BACK_JOB ->
            new JobOutcome.Broken(
                "Rolling back is not available yet: nothing was undone. Cancel the execution, or undo its changes by hand.");
        default -> steps.run(job);
      };
    } catch (TransientDataAccessException | DataAccessResourceFailureException away) {
      LOG.warn("The platform database did not answer job {} ({}).", job.key(), job.type(), away);
      return new JobOutcome.Retry("The platform database does not answer.", BACKOFF);
    } catch (RuntimeException bug) {
      return new JobOutcome.Broken(UnexpectedErrors.told(job, bug));
    }
  }
}
