package dev.millrace.warehouse;

import static dev.millrace.warehouse.Tables.ANA;
import static dev.millrace.warehouse.Tables.BEN;
import static dev.millrace.warehouse.Tables.ORDERS;
import static dev.millrace.warehouse.Tables.cells;
import static dev.millrace.warehouse.Tables.change;
import static dev.millrace.warehouse.Tables.orders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.warehouse.EditHistory.Target;
import dev.millrace.warehouse.SigdsDoctor.Finding;
import dev.millrace.warehouse.SigdsDoctor.Holding;
import dev.millrace.warehouse.SigdsDoctor.Repaired;
import dev.millrace.warehouse.WriteResult.Written;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found and mended when somebody was at the tables, whatever warehouse holds them. */
abstract class DoctorContract extends DamagedTables {
  @Test
  void anIntactTableHasNoFindings() {
    written(change(UUID.randomUUID(), new RowChange.Delete(second, OptionalLong.empty())));
    Written gone =
        written(change(UUID.randomUUID(), new RowChange.Delete(first, OptionalLong.empty())));
    written(
        change(
            UUID.randomUUID(),
            new RowChange.Insert(
                Optional.of(second), cells("note", "again", "tags", List.of("a")))));
    warehouse
        .editHistory()
        .undo(UUID.randomUUID(), ORDERS, new Target.Changes(Set.of(gone.change())), BEN);
    List<RowChange> many = new ArrayList<>();
    for (int i = 0; i < 1_200; i++) {
      many.add(new RowChange.Insert(Optional.empty(), cells("amount", i)));
    }
    written(change(UUID.randomUUID(), many.toArray(RowChange[]::new)));

    assertThat(doctor().check().findings()).isEmpty();
    assertThat(doctor().check().tables()).isEqualTo(1);
    List<String> before = rows();
    assertThat(doctor().repair(true).unmended()).isEmpty();
    assertThat(rows()).isEqualTo(before).hasSize(1_202);
    Holding orders = holding();
    assertThat(List.of(orders.workbook(), orders.view(), orders.rows(), orders.edits()))
        .isEqualTo(List.of("shop", "orders", OptionalLong.of(1_202), OptionalLong.of(8)));
  }

  /** What was done by SQL, what is found, and whether it takes a revert to make it undone. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UPDATE {T} SET "C0001" = 'bolt' WHERE "ID" = {1}            | ROW_CHANGED_OUTSIDE REVERT 1
          UPDATE {T} SET "C0001" = NULL, "ROW_VERSION" = 9            | ROW_CHANGED_OUTSIDE REVERT 2
          UPDATE {T} SET "UPDATED_BY" = 'eve' WHERE "ID" = {2}        | ROW_CHANGED_OUTSIDE REVERT 1
          UPDATE {T} SET "C0003" = DATE '2026-02-01' WHERE "ID" = {1} | ROW_CHANGED_OUTSIDE REVERT 1
          UPDATE {T} SET "C0005" = NOT "C0005" WHERE "ID" = {1}       | ROW_CHANGED_OUTSIDE REVERT 1
          DELETE FROM {T} WHERE "ID" = {2}                            | ROW_GONE REVERT 1
          INSERT INTO {T} ("ID", "CREATED_AT", "CREATED_BY", "UPDATED_AT", "UPDATED_BY", "ROW_VERSION") SELECT 'x', "CREATED_AT", "CREATED_BY", "UPDATED_AT", "UPDATED_BY", 1 FROM {T} WHERE "ID" = {2} | ROW_ADDED_OUTSIDE REVERT 1
          """)
  void whatWasWrittenPastTheLogGoesBackOnlyIfAskedTo(String sql, String finding) {
    List<String> before = rows();
    damage(sql);
    List<String> damaged = rows();

    assertThat(found()).containsExactly(finding);
    Repaired kept = doctor().repair(false);
    assertThat(told(kept.left().tallies())).containsExactly(finding);
    assertThat(rows()).isEqualTo(damaged);
    Repaired reverted = doctor().repair(true);
    assertThat(told(reverted.found().tallies())).containsExactly(finding);
    assertThat(reverted.left().count()).isZero();
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void aFindingNamesRowColumnAndEdit() {
    damage("UPDATE {T} SET \"C0001\" = 'bolt', \"C0002\" = 4 WHERE \"ID\" = {1}");

    Finding finding = doctor().check().findings().getFirst();

    assertThat(finding.table()).isEqualTo(holding().table());
    assertThat(finding.row()).contains(first);
    assertThat(finding.columns()).containsExactly("note", "amount");
    assertThat(finding.edit()).hasValue(3);
    assertThat(finding.found()).contains("note, amount").doesNotContain("bolt");
    assertThat(finding.remedy()).contains("--revert");
  }

  /** As a change leaves it that stands in the log and is not, or not in all rows, in the table. */
  @ParameterizedTest
  @ValueSource(strings = {"insert", "update", "delete", "several"})
  void aChangeThatIsInTheLogOnlyIsBroughtIntoTheTable(String kind) {
    damage("CREATE TABLE earlier AS SELECT * FROM {T}");
    List<RowChange> rows = new ArrayList<>();
    if (kind.equals("insert") || kind.equals("several")) {
      rows.add(new RowChange.Insert(Optional.empty(), cells("note", "new", "day", "2026-03-01")));
    }
    if (kind.equals("update") || kind.equals("several")) {
      rows.add(new RowChange.Update(first, OptionalLong.empty(), cells("note", "x", "at", null)));
    }
    if (kind.equals("delete") || kind.equals("several")) {
      rows.add(new RowChange.Delete(second, OptionalLong.empty()));
    }
    written(change(UUID.randomUUID(), rows.toArray(RowChange[]::new)));
    List<String> after = rows();
    damage("DELETE FROM {T}");
    damage("INSERT INTO {T} SELECT * FROM earlier; DROP TABLE earlier");

    assertThat(found()).containsExactly("CHANGE_NOT_APPLIED REPAIR " + rows.size());
    assertThat(doctor().repair(false).left().count()).isZero();
    assertThat(rows()).isEqualTo(after);
  }

  @Test
  void aRowThatComesBackAfterItsDeletionIsFound() {
    damage("CREATE TABLE earlier AS SELECT * FROM {T}");
    written(change(UUID.randomUUID(), new RowChange.Delete(second, OptionalLong.empty())));
    damage(
        "INSERT INTO {T} SELECT * FROM earlier WHERE \"ID\" = {2}; DROP TABLE earlier;"
            + " UPDATE {T} SET \"C0001\" = 'forged' WHERE \"ID\" = {2}");

    assertThat(found()).containsExactly("ROW_ADDED_OUTSIDE REVERT 1");
    assertThat(doctor().repair(true).left().count()).isZero();
    assertThat(rows()).hasSize(1);
  }

  @Test
  void aTableThatIsGoneIsMadeAgainFromItsLog() {
    List<String> before = rows();
    damage("DROP TABLE {T} CASCADE");
    damage("DROP VIEW IF EXISTS {V}");

    assertThat(holding().rows()).isEmpty();
    assertThat(found()).containsExactly("TABLE_MISSING REPAIR 1", "VIEW_MISSING NONE 1");
    assertThat(doctor().repair(false).left().count()).isZero();
    assertThat(rows()).isEqualTo(before);
    assertThat(inserted(cells("note", "after"))).isNotEmpty();
    assertThat(found()).isEmpty();
  }

  @Test
  void aTableUnderAnotherNameGetsItsNameBack() {
    List<String> before = rows();
    String name = holding().table();
    damage("ALTER TABLE {T} RENAME TO orders_old");

    Finding finding = doctor().check().findings().getFirst();
    assertThat(found()).containsExactly("TABLE_RENAMED REPAIR 1");
    assertThat(finding.table()).isEqualTo(name);
    assertThat(finding.found()).contains("'orders_old'");
    assertThat(doctor().repair(false).left().count()).isZero();
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void aLogUnderAnotherNameGetsItsNameBack() {
    damage("ALTER TABLE {L} RENAME TO \"SIGDS_WAL_copy\"");

    assertThat(found()).containsExactly("TABLE_RENAMED REPAIR 1");
    assertThat(doctor().repair(false).left().count()).isZero();
    assertThat(inserted(cells("note", "after"))).isNotEmpty();
    assertThat(found()).isEmpty();
  }

  @Test
  void aLogThatIsGoneIsOnlyTold() {
    damage("DROP TABLE {L}");

    assertThat(found()).containsExactly("LOG_MISSING NONE 1");
    assertThat(told(doctor().repair(true).left().tallies())).containsExactly("LOG_MISSING NONE 1");
    assertThat(rows()).hasSize(2);
  }

  @Test
  void aViewThatIsGoneIsMadeAgain() throws SQLException {
    damage("DROP VIEW {V}");

    assertThat(found()).containsExactly("VIEW_MISSING REPAIR 1");
    assertThat(doctor().repair(false).left().count()).isZero();
    assertThat(warehouse.sqlConsole().query("SELECT \"Note\" FROM orders", 9, ANA).rows())
        .hasSize(2);
  }

  @Test
  void tablesThatNobodyNamesAreListedAndStay() {
    damage("CREATE TABLE \"SIGDS_lost\" (a BIGINT); CREATE TABLE \"SIGDS_WAL_lost\" (a BIGINT)");
    damage("CREATE TABLE of_somebody_else (a BIGINT)");

    assertThat(doctor().check().findings())
        .extracting(finding -> finding.code() + " " + finding.table())
        .containsExactly("TABLE_ORPHANED SIGDS_WAL_lost", "TABLE_ORPHANED SIGDS_lost");
    assertThat(doctor().repair(true).left().count()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ALTER TABLE {T} DROP COLUMN "C0006"                   | COLUMN_MISSING REPAIR 1
          ALTER TABLE {T} ADD COLUMN "MINE" BIGINT              | COLUMN_ADDED NONE 1
          ALTER TABLE {T} ALTER COLUMN "C0002" TYPE VARCHAR     | COLUMN_RETYPED NONE 1
          """)
  void columnsThatWereAlteredAreFound(String sql, String finding) {
    damage("DROP VIEW {V}");
    damage(sql);
    publishedView();

    assertThat(found()).containsExactly(finding);
    Repaired repaired = doctor().repair(false);
    assertThat(told(repaired.left().tallies()))
        .isEqualTo(finding.contains("REPAIR") ? List.of() : List.of(finding));
  }

  @Test
  void aColumnThatWasDroppedGetsItsValuesBackFromTheLog() {
    List<String> before = rows();
    damage("DROP VIEW {V}; ALTER TABLE {T} DROP COLUMN \"C0001\"");
    publishedView();

    assertThat(told(doctor().repair(false).left().tallies()))
        .containsExactly("ROW_CHANGED_OUTSIDE REVERT 2");
    assertThat(doctor().repair(true).left().count()).isZero();
    assertThat(rows()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UPDATE {L} SET "METADATA" = '{"user":"eve"}' WHERE "EDIT_NUM" = 2 | 2
          UPDATE {L} SET "CHANGE_ID" = 'no id' WHERE "EDIT_NUM" = 1         | 1
          DELETE FROM {L} WHERE "EDIT_NUM" = 2                              | 3
          UPDATE {L} SET "EDIT_NUM" = 9223372036854775807 WHERE "EDIT_NUM" = 3 | 9223372036854775807
          """)
  void aBrokenChainIsToldByItsEditAndNothingIsMendedFromIt(String sql, long edit) {
    List<String> before = rows();
    damage(sql);

    assertThat(doctor().check().findings())
        .filteredOn(finding -> finding.code() == SigdsDoctor.Code.CHAIN_BROKEN)
        .singleElement()
        .satisfies(finding -> assertThat(finding.edit()).hasValue(edit));
    assertThat(doctor().check().tallies())
        .allSatisfy(tally -> assertThat(tally.mend()).isEqualTo(SigdsDoctor.Mend.NONE));
    doctor().repair(true);
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void aLogRowThatNobodyCouldHaveWrittenIsFound() {
    damage("UPDATE {L} SET \"EDIT\" = '{\"type\":\"change\",\"rows\":7}' WHERE \"EDIT_NUM\" = 2");

    assertThat(found())
        .contains("CHAIN_BROKEN NONE 1", "LOG_UNREADABLE NONE 1", "ROW_ADDED_OUTSIDE NONE 1");
  }

  @Test
  void manyFindingsAreCountedAndTheFirstTold() {
    damage(
        """
        INSERT INTO {T} ("ID", "CREATED_AT", "CREATED_BY", "UPDATED_AT", "UPDATED_BY", "ROW_VERSION")
        SELECT 'row ' || n, CURRENT_TIMESTAMP, 'eve', CURRENT_TIMESTAMP, 'eve', n
        FROM generate_series(1, 1234) AS counted(n)
        """);

    assertThat(found()).containsExactly("ROW_ADDED_OUTSIDE REVERT 1234");
    assertThat(doctor().check().findings()).hasSize(SigdsDoctor.MAX_FINDINGS);
    assertThat(doctor().repair(true).left().count()).isZero();
    assertThat(rows()).hasSize(2);
  }

  @Test
  void rowsOfAFileAreKnownByTheirIds() throws IOException, SQLException {
    List<String> ids = load(3);
    Change rename =
        new Change(
            UUID.randomUUID(),
            new Change.TableId("shop", "stock"),
            List.of(
                new RowChange.Update(ids.get(0), OptionalLong.empty(), cells("note", "renamed")),
                new RowChange.Delete(ids.get(2), OptionalLong.empty())),
            Change.Origin.PERSON);
    assertThat(warehouse.writeBack().write(rename, ANA)).isInstanceOf(Written.class);
    assertThat(found()).isEmpty();
    String table = stock().table();

    damage(
        "UPDATE \"%s\" SET \"C0001\" = 'forged' WHERE \"ID\" = '%s'".formatted(table, ids.get(0)));
    assertThat(found()).containsExactly("ROW_CHANGED_OUTSIDE REVERT 1");
    assertThat(doctor().repair(true).left().count()).isZero();
    damage(
        "UPDATE \"%s\" SET \"ROW_VERSION\" = 7 WHERE \"ID\" = '%s'".formatted(table, ids.get(1)));
    assertThat(found()).containsExactly("ROW_CHANGED_OUTSIDE NONE 1");
    damage("DELETE FROM \"%s\"".formatted(table));
    assertThat(found()).containsExactly("ROW_GONE NONE 2");
    damage("DROP TABLE \"%s\" CASCADE".formatted(table));
    assertThat(found().getFirst()).isEqualTo("TABLE_MISSING NONE 1");
    assertThat(doctor().check().findings().getFirst().remedy()).contains("came from a file");
  }

  @Test
  void aLoadedTableUnderAnotherNameIsFound() throws IOException, SQLException {
    load(40);
    damage("ALTER TABLE \"%s\" RENAME TO \"SIGDS_else\"".formatted(stock().table()));

    assertThat(found()).containsExactly("TABLE_RENAMED REPAIR 1");
    assertThat(doctor().repair(false).left().count()).isZero();
  }
}
