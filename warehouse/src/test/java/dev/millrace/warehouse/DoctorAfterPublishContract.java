package dev.millrace.warehouse;

import static dev.millrace.warehouse.Shop.table;
import static dev.millrace.warehouse.Tables.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.workbook.model.Column.Kind;
import dev.millrace.workbook.model.Element.InputTable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tables whose columns changed since their log began, compared with that log. */
abstract class DoctorAfterPublishContract extends DamagedTables {
  /** Amount is a text now and the note has another name; the days went, and texts took their id. */
  private static final InputTable LATER =
      table(
          "orders",
          column("note", "Remark", Kind.TEXT),
          column("amount", "Amount", Kind.TEXT),
          column("day", "Day", Kind.TEXT));

  private Shop shop() {
    return new Shop(warehouse);
  }

  private void publishLater() {
    shop().publish(table("orders", LATER.columns().getFirst(), LATER.columns().get(1)));
    shop().publish(LATER);
  }

  private List<List<@Nullable Object>> values() {
    return shop().rows(LATER).stream()
        .<List<@Nullable Object>>map(row -> row.subList(0, 3))
        .toList();
  }

  @Test
  void whatPublishingDidIsNoFinding() {
    publishLater();
    shop().update("orders", second, "amount", "many", "day", "Monday");
    List<List<@Nullable Object>> before = values();

    assertThat(doctor().check().findings()).isEmpty();
    assertThat(doctor().repair(true).unmended()).isEmpty();
    assertThat(values()).isEqualTo(before);
  }

  @Test
  void whatWasWrittenSinceIsCompared() {
    publishLater();
    shop().update("orders", second, "amount", "many");
    damage("UPDATE {T} SET \"C0007\" = 'few' WHERE \"ID\" = {2}");

    assertThat(found()).containsExactly("ROW_CHANGED_OUTSIDE REVERT 1");
    assertThat(doctor().repair(true).left().count()).isZero();
    assertThat(values().get(1).get(1)).isEqualTo("many");
  }

  @Test
  void aRevertLeavesWhatTheLogDoesNotDecide() {
    publishLater();
    damage("UPDATE {T} SET \"C0007\" = 'III', \"C0001\" = 'bolt' WHERE \"ID\" = {1}");

    assertThat(found()).containsExactly("ROW_CHANGED_OUTSIDE REVERT 1");
    assertThat(doctor().repair(true).left().count()).isZero();
    assertThat(values().getFirst().subList(0, 2)).containsExactly("nail", "III");
  }

  @Test
  void aTableMadeAgainHoldsTheValuesInTheirNewKind() {
    publishLater();
    damage("DROP VIEW {V}; DROP TABLE {T}");

    assertThat(doctor().repair(false).left().count()).isZero();
    assertThat(values().getFirst().subList(0, 2)).containsExactly("nail", "3");
  }

  @Test
  void whatStandsInTheTrashIsToldAndChecked() {
    shop().publish();

    assertThat(found()).isEmpty();
    assertThat(holding().trashed()).isTrue();
    damage("DROP TABLE {T}");
    assertThat(found()).containsExactly("TABLE_MISSING REPAIR 1");
    assertThat(doctor().repair(false).left().count()).isZero();
    publish();
    assertThat(holding().trashed()).isFalse();
    assertThat(
            shop().sql("SELECT \"Note\" FROM \"orders\" ORDER BY 1").stream().map(List::getFirst))
        .containsExactly("it's", "nail");
  }
}
