package dev.millrace.bpmn;

import dev.millrace.formula.Formula;
import dev.millrace.formula.ValueType;
import dev.millrace.workbook.action.Action;
import dev.millrace.workbook.action.Expression;
import dev.millrace.workbook.action.MessageAction.ShowToast;
import dev.millrace.workbook.action.MessageAction.Tone;
import dev.millrace.workbook.action.OverlayAction.CloseModal;
import dev.millrace.workbook.action.TableAction.InsertRow;
import dev.millrace.workbook.action.TableAction.UpdateRow;
import dev.millrace.workbook.model.Sequence;
import dev.millrace.workbook.model.Sequence.OnError;
import dev.millrace.workbook.model.Step;
import dev.millrace.workbook.model.Workbook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Sequences that the tests of this module compile. */
final class SampleSequences {
  static final Workbook WORKBOOK =
      new Workbook("strike-desk", "Recovery desk", Map.of("main", "duckdb"), List.of(), List.of());

  static final Step INSERT_CASE = act("insert-case", "Insert case", insert()).output("case").step();
  static final Step SAY_OPENED = act("say-opened", "Say it is open", toast("Opened")).step();
  static final Step CLOSE_DETAILS =
      act("close-details", "Close details", new CloseModal("details")).step();

  static final Sequence LINEAR =
      sequence("open-case", "Open a case", OnError.STOP, INSERT_CASE, SAY_OPENED, CLOSE_DETAILS);

  static final Sequence CONDITION =
      sequence(
          "warn-if-high",
          "Warn if the claim is high",
          OnError.STOP,
          INSERT_CASE,
          act("warn", "Warn about the claim", toast("High claim"))
              .when("[Control/threshold] < 1000000 & \"a\" <> \"<b>\"")
              .step(),
          CLOSE_DETAILS);

  static final Sequence CHOICE =
      sequence(
          "route-case",
          "Route a case",
          OnError.ROLLBACK,
          INSERT_CASE,
          new Step.Choice(
              "by-amount",
              "Claim is high",
              List.of(
                  new Step.Branch(
                      formula("[Control/amount] > 1000000"),
                      List.of(
                          act("escalate", "Escalate case", update("Escalated")).step(),
                          act("say-escalated", "Say who decides", toast("Escalated")).step())),
                  new Step.Branch(
                      formula("[Control/amount] > 100000"),
                      List.of(act("assign", "Assign case", update("Assigned")).step()))),
              List.of(act("file", "File case", update("Filed")).step())),
          CLOSE_DETAILS);

  static final Sequence FAILURES =
      sequence(
          "careful-case",
          "Open a case with care",
          OnError.ROLLBACK,
          INSERT_CASE,
          act("tell-team", "Tell the team", toast("New case"))
              .when("[Control/tell]")
              .onError(OnError.CONTINUE)
              .step(),
          act("mark-told", "Mark as told", update("Told")).onError(OnError.CONTINUE).step(),
          act("lock-case", "Lock case", update("Locked"))
              .when("[Control/lock]")
              .onError(OnError.STOP)
              .step(),
          SAY_OPENED);

  static final Sequence STEP_ROLLS_BACK =
      sequence(
          "own-roll-back",
          "Roll back in one step only",
          OnError.STOP,
          act("update-case", "Update case", update("Open"))
              .when("[Control/update]")
              .onError(OnError.ROLLBACK)
              .step(),
          SAY_OPENED);

  static final Sequence NESTED =
      sequence(
          "nested-choices",
          "Choose within choices",
          OnError.CONTINUE,
          new Step.Choice(
              "outer",
              "Outer question",
              List.of(
                  new Step.Branch(
                      formula("[Control/a]"),
                      List.of(
                          choice("inner-1", "Inner question", INSERT_CASE),
                          choice("inner-2", "Another question with a long name to wrap"))),
                  new Step.Branch(formula("[Control/b]"), List.of())),
              List.of(choice("inner-3", "Last question", CLOSE_DETAILS))),
          choice("behind", "Behind it all", SAY_OPENED));

  static final Sequence EMPTY = sequence("nothing", "Do nothing", OnError.STOP);

  static final List<Sequence> GOLDEN = List.of(LINEAR, CONDITION, CHOICE, FAILURES);

  static final List<Sequence> ALL =
      List.of(LINEAR, CONDITION, CHOICE, FAILURES, STEP_ROLLS_BACK, NESTED, EMPTY);

  private SampleSequences() {}

  static CompiledProcess compile(Sequence sequence) {
    return new SequenceCompiler().compile(WORKBOOK, sequence, Publication.PUBLISHED);
  }

  static Sequence sequence(String id, String name, OnError onError, Step... steps) {
    return new Sequence(
        id,
        name,
        true,
        Optional.empty(),
        Optional.empty(),
        Duration.ofMinutes(10),
        onError,
        List.of(steps));
  }

  /** As many steps as wanted, one after another. */
  static Sequence row(int steps) {
    return sequence(
        "row",
        "Row",
        OnError.STOP,
        IntStream.range(0, steps)
            .mapToObj(number -> act("step-" + number, "Step", toast("Hello")).step())
            .toArray(Step[]::new));
  }

  static Step.Choice choice(String id, String name, Step... otherwise) {
    return new Step.Choice(
        id,
        name,
        List.of(
            new Step.Branch(
                formula("[Control/c]"),
                List.of(act(id + "-then", "Do " + id, toast("Done")).step()))),
        List.of(otherwise));
  }

  static Formula formula(String text) {
    return new Formula(
        text, ValueType.LOGICAL, Formula.Level.SINGLE, Set.of(), () -> ValueType.LOGICAL);
  }

  static Action toast(String title) {
    return new ShowToast(
        new Expression("\"" + title + "\""), Optional.empty(), Optional.of(Tone.SUCCESS));
  }

  static ActBuilder act(String id, String name, Action action) {
    return new ActBuilder(
        new Step.Act(id, name, action, Optional.empty(), Optional.empty(), 3, Optional.empty()));
  }

  /** A step with some of its optional parts. */
  record ActBuilder(Step.Act step) {
    ActBuilder when(String condition) {
      return new ActBuilder(
          new Step.Act(
              step.id(),
              step.name(),
              step.action(),
              Optional.of(formula(condition)),
              step.onError(),
              step.retries(),
              step.output()));
    }

    ActBuilder onError(OnError onError) {
      return new ActBuilder(
          new Step.Act(
              step.id(),
              step.name(),
              step.action(),
              step.condition(),
              Optional.of(onError),
              step.retries(),
              step.output()));
    }

    ActBuilder output(String variable) {
      return new ActBuilder(
          new Step.Act(
              step.id(),
              step.name(),
              step.action(),
              step.condition(),
              step.onError(),
              step.retries(),
              Optional.of(variable)));
    }
  }

  private static Action insert() {
    return new InsertRow(
        "cases",
        Map.of(
            "strike", new Expression("[Selection/ID]"),
            "amount", new Expression("[Control/amount]"),
            "status", new Expression("\"Open\"")));
  }

  private static Action update(String status) {
    return new UpdateRow(
        "cases",
        new Expression("[ActionVar/case]"),
        Optional.empty(),
        Map.of("status", new Expression("\"" + status + "\"")));
  }
}
