package dev.millrace.workbook.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope;
import dev.millrace.formula.Scope.Binding;
import dev.millrace.formula.Scope.Extent;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.language.Language;
import dev.millrace.workbook.action.Expression;
import dev.millrace.workbook.action.TableAction;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.ControlKind;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.model.Page;
import dev.millrace.workbook.model.Sequence;
import dev.millrace.workbook.model.Step;
import dev.millrace.workbook.model.TableSource;
import dev.millrace.workbook.model.Workbook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkbookScopesTest {
  private static final Element.InputTable STRIKES =
      new Element.InputTable(
          "strikes",
          "Strikes",
          new TableSource.Empty(),
          List.of(
              column("cost", "Cost Total $", Column.Kind.NUMBER),
              column("damage", "Damage", Column.Kind.SINGLE_SELECT),
              column("damage-note", "DAMAGE", Column.Kind.TEXT)),
          List.of(),
          Optional.empty());
  private static final Workbook WORKBOOK =
      new Workbook(
          "desk",
          "Desk",
          Map.of(),
          List.of(
              new Page(
                  "page",
                  "Page",
                  24,
                  List.of(
                      STRIKES,
                      new Element.Modal(
                          "inside",
                          "Inside",
                          Element.Width.MD,
                          List.of(
                              new Element.Control(
                                  "threshold", "T", ControlKind.NUMBER, 1L, Optional.empty())))))),
          List.of());

  private final WorkbookScopes scopes = new WorkbookScopes(new Language());

  @Test
  void aTablesFormulaSeesItsColumnsRowByRowAndControlsOnce() {
    Scope scope = scopes.forTable(WORKBOOK, STRIKES);

    assertThat(scope.resolve(Reference.of("cost TOTAL $")))
        .contains(binding(Reference.of("Cost Total $"), ValueType.NUMBER, Extent.ROW));
    assertThat(scope.resolve(Reference.of("created_at")))
        .contains(binding(Reference.of("CREATED_AT"), ValueType.DATE, Extent.ROW));
    Binding control =
        binding(Reference.of("Control", "threshold"), ValueType.NUMBER, Extent.SINGLE);
    assertThat(scope.resolve(Reference.of("threshold"))).contains(control);
    assertThat(scope.resolve(Reference.of("control", "Threshold"))).contains(control);
    assertThat(scope.resolve(Reference.of("Selection", "Damage"))).isEmpty();
  }

  @Test
  void aNameThatFitsTwoColumnsOnlyWithoutItsCaseMeansNeither() {
    Scope scope = scopes.forTable(WORKBOOK, STRIKES);

    assertThat(scope.resolve(Reference.of("Damage")).map(Binding::reference))
        .contains(Reference.of("Damage"));
    assertThat(scope.resolve(Reference.of("DAMAGE")).map(Binding::reference))
        .contains(Reference.of("DAMAGE"));
    assertThat(scope.resolve(Reference.of("damage"))).isEmpty();
  }

  @Test
  void aSequenceSeesTheSelectedRowsOfItsElementAndOutputsOfItsSteps() {
    Sequence sequence =
        new Sequence(
            "open",
            "Open",
            true,
            Optional.empty(),
            Optional.of("strikes"),
            Optional.empty(),
            Duration.ofMinutes(1),
            Sequence.OnError.STOP,
            List.of(
                new Step.Choice(
                    "which",
                    "Which",
                    List.of(),
                    List.of(
                        insert("add", Optional.of("case-row")),
                        insert("more", Optional.empty())))));

    Scope inside = scopes.forSequence(WORKBOOK, sequence);
    assertThat(inside.resolve(Reference.of("selection", "id")))
        .contains(binding(Reference.of("Selection", "ID"), ValueType.TEXT, Extent.ROWS));
    assertThat(inside.resolve(Reference.of("ActionVar", "case-row")))
        .contains(binding(Reference.of("ActionVar", "case-row"), ValueType.TEXT, Extent.SINGLE));
    assertThat(inside.resolve(Reference.of("Cost Total $"))).isEmpty();

    Scope before = scopes.forCondition(WORKBOOK, sequence);
    assertThat(before.resolve(Reference.of("ActionVar", "case-row"))).isEmpty();
    assertThat(before.known()).contains(Reference.of("threshold"));
  }

  private static Step insert(String id, Optional<String> output) {
    return new Step.Act(
        id,
        id,
        new TableAction.InsertRow("strikes", Map.of("cost", new Expression("1"))),
        Optional.empty(),
        Optional.empty(),
        3,
        output);
  }

  private static Binding binding(Reference reference, ValueType type, Extent extent) {
    return new Binding(reference, type, extent);
  }

  private static Column column(String id, String name, Column.Kind kind) {
    return new Column(id, name, kind, false, Column.Rules.NONE);
  }
}
