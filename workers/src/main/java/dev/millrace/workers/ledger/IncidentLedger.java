package dev.millrace.workers.ledger;

import java.time.Instant;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where executions are stuck, in the platform database. */
public final class IncidentLedger {
  private final JdbcClient platform;

  IncidentLedger(JdbcClient platform) {
    this.platform = platform;
  }

  /** Idempotent. */
  public void raised(String executionId, Stuck stuck, Instant at) {
    try {
      platform
          .sql(
              """
              insert into run_incident
                (execution_id, incident_key, element_id, job_key, type, message, raised_at)
              values (?, ?, ?, ?, ?, ?, ?)
              """)
          .params(
              executionId,
              stuck.key(),
              stuck.elementId(),
              stuck.jobKey(),
              stuck.type(),
              stuck.message(),
              Rows.moment(at))
          .update();
    } catch (DuplicateKeyException toldTwice) {
      return;
    }
  }

  /** Idempotent; true if none is left. */
  public boolean resolved(String executionId, long incident) {
    platform
        .sql("delete from run_incident where execution_id = ? and incident_key = ?")
        .params(executionId, incident)
        .update();
    return platform
            .sql("select count(*) from run_incident where execution_id = ?")
            .param(executionId)
            .query(Long.class)
            .single()
        == 0;
  }

  /** An execution that has ended is stuck nowhere. */
  public void clear(String executionId) {
    platform.sql("delete from run_incident where execution_id = ?").param(executionId).update();
  }

  /** A place where an instance waits for somebody to act. */
  public record Stuck(long key, String elementId, long jobKey, String type, String message) {}
}
