package dev.millrace.workers.job;

import dev.millrace.bpmn.ProcessVocabulary;
import dev.millrace.engine.Job;
import dev.millrace.engine.JobOutcome;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.Formulas;
import dev.millrace.warehouse.StatementTag;
import dev.millrace.warehouse.Warehouse;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.action.Action;
import dev.millrace.workbook.action.ActionCatalogue;
import dev.millrace.workers.execution.ActionOutcome;
import dev.millrace.workers.execution.ActionOutcome.Broken;
import dev.millrace.workers.execution.ActionOutcome.Rejected;
import dev.millrace.workers.execution.ActionOutcome.TryLater;
import dev.millrace.workers.handler.Handlers;
import dev.millrace.workers.handler.StepContext;
import dev.millrace.workers.handler.browser.BrowserHandlers;
import dev.millrace.workers.handler.flow.FlowHandlers;
import dev.millrace.workers.handler.row.RowHandlers;
import dev.millrace.workers.ledger.Delivery;
import dev.millrace.workers.ledger.Run;
import dev.millrace.workers.ledger.StepStart;
import dev.millrace.workers.lifecycle.Runs;
import dev.millrace.workers.value.UnusableStepException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs the jobs of actions. */
final class StepJobs {
  private static final Duration BACKOFF = Duration.ofSeconds(5);

  private final Warehouse warehouse;
  private final Formulas formulas;
  private final Runs runs;
  private final StepReports reports;
  private final Programs programs;
  private final Handlers handlers;

  StepJobs(
      Warehouse warehouse, Formulas formulas, Programs programs, Runs runs, StepReports reports) {
    this.warehouse = warehouse;
    this.formulas = formulas;
    this.runs = runs;
    this.reports = reports;
    this.programs = programs;
    this.handlers = handlers(warehouse);
  }

  JobOutcome run(Job job) {
    Run run;
    Program program;
    try {
      run = requireRun(job);
      program = programs.of(run);
    } catch (UnusableStepException unusable) {
      return new JobOutcome.Broken(String.valueOf(unusable.getMessage()));
    }
    StepStart start = program.start(job, run.id());
    StepReports.Report report =
        new StepReports.Report(job, start, program.onError(start), program.output(start));
    return switch (reports.deliver(start)) {
      case Delivery.Ended ended -> reports.ended(job);
      case Delivery.Done done -> reports.again(done);
      case Delivery.Open open -> {
        String stepId = start.step().orElse(start.elementId());
        JobStep step =
            new JobStep(
                job, run, program, stepId, open.number() > 1, formulas, warehouse.elementRows());
        yield reports.report(report, warehouse.tagged(tag(run), () -> outcome(job, step)));
      }
    };
  }

  /** The execution that the job's instance has claimed; no instance works for another's. */
  private Run requireRun(Job job) {
    if (!(job.variables().get(ProcessVocabulary.EXECUTION_ID) instanceof String id)) {
      throw new UnusableStepException(
          "NO_OWNER: nobody is known on whose behalf this process runs. Start it through Millrace.");
    }
    Optional<Run> run = runs.find(id);
    boolean own =
        run.map(found -> found.instance().orElse(-1) == job.processInstanceKey()).orElse(false);
    if (!own) {
      throw new UnusableStepException(
          "NO_OWNER: the execution '%s' does not belong to this process instance. Start the process through Millrace."
              .formatted(id));
    }
    return run.orElseThrow();
  }

  private ActionOutcome outcome(Job job, StepContext step) {
    try {
      return handlers.run(action(job), step);
    } catch (UnusableStepException unusable) {
      return new Broken(String.valueOf(unusable.getMessage()));
    } catch (FormulaException failure) {
      return new Rejected("FORMULA_FAILED", failure.problem().message());
    } catch (Refusal refusal) {
      String message = String.valueOf(refusal.getMessage());
      return switch (refusal.kind()) {
        case UNAVAILABLE, TOO_MANY -> new TryLater(message, BACKOFF);
        case NOT_FOUND, FORBIDDEN, INVALID, CONFLICT, TOO_LARGE ->
            new Rejected(refusal.code(), message);
      };
    } catch (RuntimeException bug) {
      return new Broken(UnexpectedErrors.told(job, bug));
    }
  }

  private static Action action(Job job) {
    try {
      return ActionCatalogue.read(job.type(), job.headers());
    } catch (IllegalArgumentException unreadable) {
      throw new UnusableStepException(String.valueOf(unreadable.getMessage()));
    }
  }

  private static StatementTag tag(Run run) {
    return new StatementTag(
        Optional.of(run.workbook()),
        Optional.empty(),
        Optional.of(run.sequence()),
        Optional.of(run.id()),
        Optional.of(run.reader().user()));
  }

  /** To add an action: its record, its handler, and a line in its group. */
  static Handlers handlers(Warehouse warehouse) {
    return new Handlers(
        List.of(RowHandlers.all(warehouse.writeBack()), BrowserHandlers.all(), FlowHandlers.all()));
  }
}
