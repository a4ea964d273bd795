package dev.millrace.workbook.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.formula.Formulas;
import dev.millrace.formula.language.Language;
import dev.millrace.workbook.action.Expression;
import dev.millrace.workbook.action.MessageAction;
import dev.millrace.workbook.action.TableAction;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.model.Placement;
import dev.millrace.workbook.model.Sequence;
import dev.millrace.workbook.model.Step;
import dev.millrace.workbook.model.TableSource;
import dev.millrace.workbook.model.Workbook;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorkbookFilesTest {
  static final Formulas FORMULAS = new Language();
  private static final Path DEMO = Path.of("../demo/strike-desk.yaml");
  private final WorkbookFiles files = new WorkbookFiles(FORMULAS);

  @Test
  void theDemoIsReadAsItIsWritten() throws IOException {
    Workbook workbook = read(Files.readString(DEMO));

    assertThat(workbook.elements().map(Element::id))
        .containsExactly(
            "strikes", "threshold", "open-case", "cases", "case-opened", "case-opened-text");
    Element.InputTable strikes = (Element.InputTable) workbook.element("strikes").orElseThrow();
    assertThat(strikes.source()).isEqualTo(new TableSource.Csv("birdstrikes"));
    assertThat(strikes.at()).contains(new Placement(1, 17, 1, 20));
    assertThat(strikes.column("damage").orElseThrow().rules().values())
        .containsExactly("None", "Minor", "Medium", "Substantial");
    assertThat(strikes.column("cost"))
        .contains(
            new Column(
                "cost",
                "Cost Total $",
                Column.Kind.NUMBER,
                true,
                new Column.Rules(
                    Optional.of(BigDecimal.ZERO), Optional.empty(), Optional.empty(), List.of())));
    assertThat(strikes.formulas()).hasSize(1);
    assertThat(((Element.Control) workbook.element("threshold").orElseThrow()).value())
        .isEqualTo(100_000L);
  }

  @Test
  void theDemosSequenceIsReadAsItIsWritten() throws IOException {
    Sequence sequence = read(Files.readString(DEMO)).sequence("open-case").orElseThrow();

    assertThat(sequence.trigger())
        .contains(new Sequence.Trigger("open-case", Sequence.TriggerType.CLICK));
    assertThat(sequence.selection()).contains("strikes");
    assertThat(sequence.condition()).isPresent();
    assertThat(sequence.timeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(sequence.steps())
        .extracting(Step::id)
        .containsExactly("add-case", "is-claim", "show-case", "say-it");
    Step.Act insert = (Step.Act) sequence.steps().getFirst();
    assertThat(insert.name()).isEqualTo("Insert row into Cases");
    assertThat(insert.retries()).isEqualTo(3);
    assertThat(insert.output()).contains("caseRow");
    assertThat(((TableAction.InsertRow) insert.action()).values())
        .containsEntry("status", new Expression("\"Open\""));
    Step.Choice choice = (Step.Choice) sequence.steps().get(1);
    assertThat(choice.branches()).hasSize(1);
    assertThat(((Step.Act) choice.otherwise().getFirst()).action())
        .isInstanceOf(MessageAction.ShowToast.class);
  }

  @Test
  void theSpecificationsSpellingsAreRead() {
    Workbook workbook =
        read(
            """
            workbook: w
            pages:
              - id: p
                elements:
                  - {id: t, type: input_table, columns: [{id: a, name: A, type: dropdown, validation: {values: [x]}}]}
                  - {id: b, type: button, title: Press}
            sequences:
              - id: s
                isPaused: true
                stopOnError: false
                trigger: {elementId: b, type: click}
                actions: [{id: i, action: insert-row, table: t, values: {a: '"x"'}}]
            """);

    Sequence sequence = workbook.sequence("s").orElseThrow();
    assertThat(sequence.enabled()).isFalse();
    assertThat(sequence.onError()).isEqualTo(Sequence.OnError.CONTINUE);
    assertThat(sequence.selection()).as("the only table beside the button").contains("t");
    assertThat(workbook.element("b").orElseThrow().title()).isEqualTo("Press");
    assertThat(((Element.InputTable) workbook.element("t").orElseThrow()).columns())
        .extracting(Column::kind)
        .containsExactly(Column.Kind.SINGLE_SELECT);
  }

  @Test
  void numbersAndLogicalValuesStandForThemselves() {
    Workbook workbook =
        read(
            """
            workbook: w
            pages:
              - id: p
                elements:
                  - id: t
                    type: input-table
                    columns: [{id: n, name: N, type: number}, {id: c, name: C, type: checkbox}]
            sequences:
              - id: s
                steps: [{id: i, action: insert-row, table: t, values: {n: 1.50, c: true}}]
            """);

    Step.Act step = (Step.Act) workbook.sequence("s").orElseThrow().steps().getFirst();
    assertThat(((TableAction.InsertRow) step.action()).values())
        .containsEntry("n", new Expression("1.5"))
        .containsEntry("c", new Expression("True"));
  }

  @Test
  void aChoiceWithoutAnIdIsCalledAfterItsFirstStep() {
    Workbook workbook =
        read(
            """
            workbook: w
            pages: [{id: p, elements: [{id: b, type: button, text: B}, {id: m, type: modal}]}]
            sequences:
              - id: s
                trigger: {element: b, type: click}
                steps:
                  - if: 1 < 2
                    then: [{id: a, action: open-modal, modal: m}]
                    elseIf: [{if: 1 = 1, then: [{id: c, action: close-modal, modal: m}]}]
                    else: [{if: 2 = 2, then: [{id: d, action: open-modal, modal: m}]}]
            """);

    Step.Choice choice = (Step.Choice) workbook.sequence("s").orElseThrow().steps().getFirst();
    assertThat(choice.id()).isEqualTo("if-a");
    assertThat(choice.name()).isEqualTo("1 < 2?");
    assertThat(choice.branches()).hasSize(2);
    assertThat(choice.otherwise()).extracting(Step::id).containsExactly("if-d");
  }

  @Test
  void whateverIsCutOrChangedInAFileGivesProblemsAndNoException() throws IOException {
    String demo = Files.readString(DEMO);
    Random random = new Random(7);
    String letters = "{}[]:,-?&*!|>'\"%@`# \t\n~0aé";
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder(demo);
      for (int change = 0; change <= random.nextInt(4); change++) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
          case 1 -> text.insert(at, letters.charAt(random.nextInt(letters.length())));
          case 2 -> text.delete(at, Math.min(text.length(), at + random.nextInt(30)));
          default -> throw new AssertionError();
        }
      }
      ReadResult result = files.read(text.toString());
      assertThat(result.workbook().isEmpty()).isEqualTo(!result.problems().isEmpty());
      assertThat(result.problems())
          .allSatisfy(problem -> {
            assertThat(problem.line()).isPositive();
            assertThat(problem.column()).isPositive();
            assertThat(problem.message()).isNotBlank();
          });
    }
  }

  private Workbook read(String yaml) {
    ReadResult result = files.read(yaml);
    assertThat(result.problems()).isEmpty();
    return result.workbook().orElseThrow();
  }
}
