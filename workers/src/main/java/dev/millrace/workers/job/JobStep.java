package dev.millrace.workers.job;

import dev.millrace.engine.Job;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.Reference;
import dev.millrace.warehouse.Change.ActorKind;
import dev.millrace.warehouse.Change.Origin;
import dev.millrace.warehouse.ElementRows;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Viewers;
import dev.millrace.workbook.action.Expression;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.model.Workbook;
import dev.millrace.workbook.scope.WorkbookScopes;
import dev.millrace.workers.execution.Context;
import dev.millrace.workers.handler.StepContext;
import dev.millrace.workers.ledger.Run;
import dev.millrace.workers.value.SelectedRows;
import dev.millrace.workers.value.StepValues;
import dev.millrace.workers.value.TypedValue;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One delivery of a job, as its handler sees it. */
final class JobStep implements StepContext {
  private final Job job;
  private final Run run;
  private final Program program;
  private final String stepId;
  private final boolean deliveredBefore;
  private final StepValues values;

  JobStep(
      Job job,
      Run run,
      Program program,
      String stepId,
      boolean deliveredBefore,
      Formulas formulas,
      ElementRows elementRows) {
    this.job = job;
    this.run = run;
    this.program = program;
    this.stepId = stepId;
    this.deliveredBefore = deliveredBefore;
    Map<Reference, @Nullable Object> controls = controls(program.workbook(), run.context());
    SelectedRows selection =
        new SelectedRows(
            elementRows,
            program.workbook(),
            program.sequence(),
            run.context().selection(),
            controls,
            run.reader());
    this.values =
        new StepValues(
            formulas,
            program.formulas(),
            controls,
            job.variables(),
            selection,
            Viewers.of(run.reader()),
            LocalDateTime.ofInstant(run.startedAt(), ZoneOffset.UTC));
  }

  @Override
  public Reader reader() {
    return run.reader();
  }

  @Override
  public Workbook workbook() {
    return program.workbook();
  }

  @Override
  public Origin origin() {
    return new Origin(
        ActorKind.SEQUENCE,
        Optional.of(run.id()),
        Optional.of(run.sequence()),
        Optional.of(stepId));
  }

  @Override
  public UUID changeId(int index) {
    return ChangeIds.of(run.incarnation(), job.elementInstanceKey(), index);
  }

  @Override
  public boolean deliveredBefore() {
    return deliveredBefore;
  }

  @Override
  public TypedValue value(Expression expression) {
    return values.of(expression);
  }

  /** What the browser said, and where it said nothing what the workbook says. */
  private static Map<Reference, @Nullable Object> controls(Workbook workbook, Context context) {
    Map<Reference, @Nullable Object> values = new LinkedHashMap<>();
    workbook
        .elements()
        .forEach(element -> {
          if (element instanceof Element.Control control) {
            boolean said = context.controls().containsKey(control.id());
            values.put(
                Reference.of(WorkbookScopes.CONTROL, control.id()),
                said ? context.controls().get(control.id()) : control.value());
          }
        });
    return values;
  }
}
