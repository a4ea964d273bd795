package dev.millrace.app.sigds;

import dev.millrace.app.audit.AuditLog;
import dev.millrace.warehouse.SigdsDoctor.Holding;
import dev.millrace.warehouse.SigdsDoctor.Repaired;
import dev.millrace.warehouse.SigdsDoctor.Report;
import dev.millrace.warehouse.Warehouse;
import dev.millrace.workbook.access.Access;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Right;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The input tables as the warehouse holds them, for those who look after it. */
@RestController
@Tag(name = "sigds")
final class SigdsController {
  private final Warehouse warehouse;
  private final Access access;
  private final AuditLog audit;

  SigdsController(Warehouse warehouse, Access access, AuditLog audit) {
    this.warehouse = warehouse;
    this.access = access;
    this.audit = audit;
  }

  @GetMapping("/api/sigds")
  @Operation(operationId = "sigdsTables", summary = "Every input table of the warehouse")
  SigdsTables list(@Parameter(hidden = true) Reader reader) {
    access.require(reader, Right.MEND_WAREHOUSE, "");
    SigdsTables tables = new SigdsTables(warehouse.doctor().list());
    audit.record(reader.user(), "sigds-list", "warehouse", "ok");
    return tables;
  }

  @PostMapping("/api/sigds/checks")
  @Operation(
      operationId = "checkSigds",
      summary = "Compare all input tables with their logs; changes nothing")
  Report check(@Parameter(hidden = true) Reader reader) {
    access.require(reader, Right.MEND_WAREHOUSE, "");
    Report report = warehouse.doctor().check();
    audit.record(reader.user(), "sigds-check", "warehouse", "ok");
    return report;
  }

  @PostMapping("/api/sigds/repairs")
  @Operation(operationId = "repairSigds", summary = "Mend what a check calls mendable")
  Repaired repair(@RequestBody RepairBody body, @Parameter(hidden = true) Reader reader) {
    access.require(reader, Right.MEND_WAREHOUSE, "");
    boolean revert = body.revert().orElse(false);
    String action = revert ? "sigds-revert" : "sigds-repair";
    // Before it begins as well: what it changes is seen in no log of a table.
    audit.record(reader.user(), action, "warehouse", "begun");
    Repaired repaired = warehouse.doctor().repair(revert);
    audit.record(
        reader.user(),
        action,
        "warehouse",
        repaired.unmended().isEmpty() ? "ok" : repaired.unmended().getFirst().code());
    return repaired;
  }

  /** Every input table that the catalogue of the warehouse names. */
  record SigdsTables(List<Holding> tables) {}

  /**
   * How to mend.
   *
   * @param revert whether what somebody changed past the log goes back to what the log says; false
   *     if left out
   */
  record RepairBody(Optional<Boolean> revert) {}
}
