package dev.millrace.workers.ledger;

import dev.millrace.workers.execution.Execution.StepState;
import dev.millrace.workers.ledger.Delivery.Done;
import dev.millrace.workers.ledger.Delivery.Ended;
import dev.millrace.workers.ledger.Delivery.Open;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row for each piece of work, in the platform database. Nothing begins after the end. */
public final class StepLedger {
  private static final int MAX_NAME = 1000;

  private final JdbcClient platform;

  StepLedger(JdbcClient platform) {
    this.platform = platform;
  }

  /** Counts a delivery, and says what is left to do. */
  public Delivery deliver(StepStart start, Instant at) {
    try {
      return insert(start, at) ? new Open(1) : new Ended();
    } catch (DuplicateKeyException deliveredBefore) {
      return again(start);
    }
  }

  /**
   * Keeps what the step gave, once; a later call finds what the first one kept. After the end of
   * the execution it is kept without effects, for the record.
   */
  public Delivery done(StepStart start, StepEnd end, Instant at) {
    if (kept(start, end, at, "and e.ended_at is null")) {
      return new Done(end.result(), end.effects());
    }
    StepEnd record = new StepEnd(end.result(), end.output(), List.of(), end.rowsChanged());
    kept(start, record, at, "and e.ended_at is not null");
    return found(start).orElseGet(Ended::new);
  }

  /**
   * @param when condition on the execution {@code e}, fixed text
   */
  private boolean kept(StepStart start, StepEnd end, Instant at, String when) {
    String sql =
        """
        update run_step set state = 'DONE', ended_at = :at, rows_changed = :rows,
          output_name = :output, result = :result, effects = :effects,
          failure_code = null, failure_message = null
        where execution_id = :execution and element_instance_key = :key and state <> 'DONE'
          and exists (select 1 from run_execution e where e.id = :execution %s)
        """
            .formatted(when);
    return platform
            .sql(sql)
            .param("at", Rows.moment(at))
            .param("rows", end.rowsChanged())
            .param("output", end.output().orElse(null))
            .param("result", StoredJson.ofValue(end.result()))
            .param("effects", StoredJson.of(end.effects()))
            .param("execution", start.executionId())
            .param("key", start.elementInstanceKey())
            .update()
        == 1;
  }

  /** The step did not succeed; it may be delivered again. */
  public void failed(StepStart start, String code, String message, Instant at) {
    platform
        .sql(
            """
            update run_step set state = 'FAILED', ended_at = :at,
              failure_code = :code, failure_message = :message
            where execution_id = :execution and element_instance_key = :key and state <> 'DONE'
            """)
        .param("at", Rows.moment(at))
        .param("code", code)
        .param("message", message)
        .param("execution", start.executionId())
        .param("key", start.elementInstanceKey())
        .update();
  }

  /** Id of the step that this piece of work belongs to, or of its element. */
  public Optional<String> step(String executionId, long elementInstanceKey) {
    return platform
        .sql(
            """
            select coalesce(step_id, element_id) from run_step
            where execution_id = ? and element_instance_key = ?
            """)
        .params(executionId, elementInstanceKey)
        .query(String.class)
        .optional();
  }

  private boolean insert(StepStart start, Instant at) {
    int inserted =
        platform
            .sql(
                """
                insert into run_step (execution_id, element_instance_key, element_id, step_id, name,
                  state, deliveries, started_at, rows_changed)
                select e.id, :key, :element, :step, :name, 'RUNNING', 1, :at, 0
                from run_execution e where e.id = :execution and e.ended_at is null
                """)
            .param("key", start.elementInstanceKey())
            .param("element", start.elementId())
            .param("step", start.step().orElse(null))
            .param("name", cut(start.name()))
            .param("at", Rows.moment(at))
            .param("execution", start.executionId())
            .update();
    return inserted == 1;
  }

  private Delivery again(StepStart start) {
    int counted =
        platform
            .sql(
                """
                update run_step set deliveries = deliveries + 1,
                  state = case when state = 'DONE' then state else 'RUNNING' end,
                  ended_at = case when state = 'DONE' then ended_at else null end
                where execution_id = :execution and element_instance_key = :key
                  and exists (select 1 from run_execution e
                    where e.id = :execution and e.ended_at is null)
                """)
            .param("execution", start.executionId())
            .param("key", start.elementInstanceKey())
            .update();
    return counted == 0 ? new Ended() : found(start).orElseGet(Ended::new);
  }

  private Optional<Delivery> found(StepStart start) {
    return platform
        .sql(
            """
            select s.state, s.deliveries, s.result, s.effects, e.ended_at from run_step s
            join run_execution e on e.id = s.execution_id
            where s.execution_id = ? and s.element_instance_key = ?
            """)
        .params(start.executionId(), start.elementInstanceKey())
        .<Delivery>query((row, index) -> {
          if (Rows.ended(row).isPresent()) {
            return new Ended();
          }
          return StepState.valueOf(row.getString("state")) == StepState.DONE
              ? new Done(
                  StoredJson.value(row.getString("result")),
                  StoredJson.effects(row.getString("effects")))
              : new Open(row.getInt("deliveries"));
        })
        .optional();
  }

  private static String cut(String name) {
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
  }
}
