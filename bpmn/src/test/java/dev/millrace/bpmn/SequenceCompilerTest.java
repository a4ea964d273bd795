package dev.millrace.bpmn;

import static dev.millrace.bpmn.SampleSequences.act;
import static dev.millrace.bpmn.SampleSequences.choice;
import static dev.millrace.bpmn.SampleSequences.compile;
import static dev.millrace.bpmn.SampleSequences.sequence;
import static dev.millrace.bpmn.SampleSequences.toast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.bpmn.CompileException.Code;
import dev.millrace.bpmn.CompiledProcess.Kind;
import dev.millrace.bpmn.CompiledProcess.Node;
import dev.millrace.workbook.model.ReservedVariables;
import dev.millrace.workbook.model.Sequence;
import dev.millrace.workbook.model.Sequence.OnError;
import dev.millrace.workbook.model.Step;
import dev.millrace.workbook.model.Workbook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SequenceCompilerTest {
  @Test
  void equalInputGivesEqualBytes() {
    SampleSequences.ALL.forEach(
        each -> assertThat(compile(each).xml()).isEqualTo(compile(each).xml()));
  }

  @ParameterizedTest
  @CsvSource({
    "strike-desk, open-case, PUBLISHED, strike-desk.open-case",
    "strike-desk, open-case, DRAFT, strike-desk.open-case.draft",
    "2024-strikes, 1, PUBLISHED, _2024-strikes.1"
  })
  void aProcessIsNamedAfterWorkbookAndSequence(
      String workbook, String sequence, Publication publication, String expected) {
    CompiledProcess process =
        new SequenceCompiler()
            .compile(
                new Workbook(workbook, "Desk", Map.of(), List.of(), List.of()),
                sequence(sequence, "Open", OnError.STOP),
                publication);

    assertThat(process.processId()).isEqualTo(expected);
    assertThat(process.resourceName()).isEqualTo(expected + ".bpmn");
  }

  @Test
  void theActionsInOrderAreTheProgressPeopleSee() {
    assertThat(compile(SampleSequences.CHOICE).nodes())
        .filteredOn(node -> node.kind() == Kind.ACTION)
        .extracting(node -> node.stepId().orElseThrow())
        .containsExactly(
            "insert-case", "escalate", "say-escalated", "assign", "file", "close-details");
  }

  @Test
  void everyTaskOfAStepLeadsBackToIt() {
    assertThat(compile(SampleSequences.FAILURES).nodes())
        .filteredOn(node -> node.stepId().equals(Optional.of("tell-team")))
        .extracting(Node::elementId)
        .containsExactly(
            "Condition_TellTeam",
            "Failed_TellTeam_Condition",
            "If_TellTeam",
            "Task_TellTeam",
            "Failed_TellTeam",
            "Join_TellTeam");
  }

  @Test
  void anotherStepInFrontChangesNoElementId() {
    List<Node> before = compile(SampleSequences.CONDITION).nodes();
    List<Step> steps = SampleSequences.CONDITION.steps();
    List<Node> after =
        compile(
                sequence(
                    "warn-if-high",
                    "Warn if the claim is high",
                    OnError.STOP,
                    act("first", "Say hello", toast("Hello")).step(),
                    steps.get(0),
                    steps.get(1),
                    steps.get(2)))
            .nodes();

    assertThat(after).containsAll(before);
  }

  @Test
  void stepIdsThatLookAlikeGiveDifferentElementIds() {
    Sequence sequence =
        sequence(
            "s",
            "Look alike",
            OnError.CONTINUE,
            act("a-1", "One", toast("1")).when("[Control/a]").step(),
            act("a1", "Two", toast("2")).step(),
            act("a-1-condition", "Three", toast("3")).step(),
            act("on-error", "Four", toast("4")).step(),
            act("sequence", "Five", toast("5")).step(),
            choice("c", "Six"),
            act("c-branch2", "Seven", toast("7")).when("[Control/b]").step());

    assertThat(compile(sequence).nodes()).extracting(Node::elementId).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Open", "open_case", "open--case", "-open", "a.b", "ä", "a b", "a\n"})
  void anIdThatIsNotKebabCaseIsRefused(String id) {
    assertRefused(sequence("s", "S", OnError.STOP, say(id)), Code.ID_INVALID, id);
    assertRefused(sequence(id, "S", OnError.STOP), Code.ID_INVALID, id);
  }

  @Test
  void twoStepsWithOneIdAreRefusedWhereverTheyStand() {
    Step.Choice choice = choice("outer", "Outer", say("twice"));

    assertRefused(
        sequence("s", "S", OnError.STOP, choice, say("twice")), Code.ID_DUPLICATE, "twice");
  }

  @ParameterizedTest
  @CsvSource({
    "my-var, VARIABLE_INVALID",
    "1st, VARIABLE_INVALID",
    "'a b', VARIABLE_INVALID",
    "'=a', VARIABLE_INVALID",
    "outcome, VARIABLE_RESERVED",
    "executionId, VARIABLE_RESERVED",
    "if, VARIABLE_RESERVED",
    "millraceHolds_A, VARIABLE_RESERVED"
  })
  void anOutputThatIsNoFreeVariableNameIsRefused(String name, Code code) {
    Step step = act("say", "Say", toast("Hello")).output(name).step();

    assertRefused(sequence("s", "S", OnError.STOP, step), code, "say");
  }

  /** A name of ours that the workbook does not reserve would let an output overwrite it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        ProcessVocabulary.EXECUTION_ID,
        ProcessVocabulary.TIMEOUT_MS,
        ProcessVocabulary.RESULT,
        ProcessVocabulary.ERROR,
        ProcessVocabulary.FAILURE,
        ProcessVocabulary.OUTCOME,
        ProcessVocabulary.NOTHING
      })
  void everyVariableOfOursIsReserved(String name) {
    assertThat(ReservedVariables.contains(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "\u0001", "half \uD83D", "\uFFFE"})
  void aCharacterThatXmlCannotCarryIsRefused(String text) {
    assertRefused(sequence("s", text, OnError.STOP), Code.CHARACTER_NOT_ALLOWED, "s");
    assertRefused(
        sequence("s", "S", OnError.STOP, act("say", text, toast("Hello")).step()),
        Code.CHARACTER_NOT_ALLOWED,
        "say");
    assertRefused(
        sequence("s", "S", OnError.STOP, act("say", "Say", toast(text)).step()),
        Code.CHARACTER_NOT_ALLOWED,
        "say");
  }

  @Test
  void choicesThatAreNestedTooDeepAreRefused() {
    Step step = say("innermost");
    for (int depth = 0; depth < 21; depth++) {
      step = choice("level-" + depth, "Level", step);
    }

    assertRefused(sequence("s", "S", OnError.STOP, step), Code.SEQUENCE_TOO_DEEP, "level-0");
  }

  @Test
  void aProcessThatIsTooLargeToDeployIsRefused() {
    assertThat(compile(SampleSequences.row(300)).nodes()).hasSizeGreaterThan(300);
    assertRefused(SampleSequences.row(2000), Code.SEQUENCE_TOO_LARGE, "row");
  }

  private static Step say(String id) {
    return act(id, "Say hello", toast("Hello")).step();
  }

  private static void assertRefused(Sequence sequence, Code code, String place) {
    assertThatExceptionOfType(CompileException.class)
        .isThrownBy(() -> compile(sequence))
        .satisfies(refused -> {
          assertThat(refused.code()).isEqualTo(code);
          assertThat(refused.place()).isEqualTo(place);
        });
  }
}
