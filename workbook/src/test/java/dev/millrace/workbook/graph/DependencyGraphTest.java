package dev.millrace.workbook.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.formula.Formulas;
import dev.millrace.formula.language.Language;
import dev.millrace.workbook.file.WorkbookFiles;
import dev.millrace.workbook.model.Workbook;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DependencyGraphTest {
  private static final Formulas FORMULAS = new Language();
  private static final Part.Element LIMIT = new Part.Element("limit");
  private static final Part.Element STRIKES = new Part.Element("strikes");
  private static final Part.Sequence SEQUENCE = new Part.Sequence("s");
  private final DependencyGraph graph = DependencyGraph.of(workbook(), FORMULAS);

  @Test
  void aControlReachesColumnsThroughColumnsAndStepsThroughTheSelection() {
    assertThat(graph.dependentsOf(LIMIT))
        .containsExactlyInAnyOrder(
            column("Over"), column("Flag"), STRIKES, step("note"), step("say"), SEQUENCE);
  }

  @Test
  void aColumnReachesOnlyWhatReadsIt() {
    assertThat(graph.dependentsOf(column("Cost")))
        .contains(column("Over"), column("Flag"), step("note"))
        .doesNotContain(LIMIT, step("show"));
    assertThat(graph.dependentsOf(column("Note")))
        .as("nothing but the table shows it; a step writes it, which is no reading")
        .containsExactly(STRIKES);
  }

  @Test
  void aStepReachesTheStepsThatReadItsOutput() {
    assertThat(graph.dependentsOf(step("note"))).containsExactlyInAnyOrder(step("say"), SEQUENCE);
  }

  @Test
  void whatIsOnlyNamedIsFoundForRenaming() {
    assertThat(graph.usersOf(STRIKES))
        .extracting(Use::user, Use::kind)
        .containsExactlyInAnyOrder(
            tuple(SEQUENCE, Use.Kind.NAMES),
            tuple(step("note"), Use.Kind.NAMES),
            tuple(step("show"), Use.Kind.NAMES));
    assertThat(graph.usersOf(column("Note"))).extracting(Use::user).contains(step("note"));
    assertThat(graph.usersOf(new Part.Element("nothing"))).isEmpty();
    assertThat(graph.dependentsOf(new Part.Element("nothing"))).isEqualTo(Set.of());
  }

  private static Part.Column column(String name) {
    return new Part.Column("strikes", name);
  }

  private static Part.Step step(String id) {
    return new Part.Step("s", id);
  }

  private static Workbook workbook() {
    return new WorkbookFiles(FORMULAS)
        .read(
            """
            workbook: w
            pages:
              - id: p
                elements:
                  - id: strikes
                    type: input-table
                    columns:
                      - {id: cost, name: Cost, type: number}
                      - {id: note, name: Note, type: text}
                    formulas:
                      - {id: flag, name: Flag, formula: "[Over] = True"}
                      - {id: over, name: Over, formula: "[cost] > [limit]"}
                  - {id: limit, type: control, control: number}
                  - {id: press, type: button, text: Press}
            sequences:
              - id: s
                trigger: {element: press, type: click}
                steps:
                  - id: note
                    action: update-row
                    table: strikes
                    row: Max([Selection/ID])
                    values: {note: 'If(Max([Selection/Cost]) > [Control/limit], "over", "under")'}
                    condition: Count([Selection/Flag]) > 0
                    output: row
                  - {id: say, action: show-toast, title: '"Row " & [ActionVar/row]'}
                  - {id: show, action: refresh-element, element: strikes}
            """)
        .workbook()
        .orElseThrow();
  }
}
