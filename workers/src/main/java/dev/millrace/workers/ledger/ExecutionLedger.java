package dev.millrace.workers.ledger;

import dev.millrace.workers.execution.Execution;
import dev.millrace.workers.execution.Execution.Failure;
import dev.millrace.workers.execution.Status;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Executions in the platform database. Each change is one statement that says who wins. */
public final class ExecutionLedger {
  private static final int MAX_MESSAGE = 10_000;

  private final JdbcClient platform;

  ExecutionLedger(JdbcClient platform) {
    this.platform = platform;
  }

  /**
   * Keeps a new execution that runs.
   *
   * @throws org.springframework.dao.DuplicateKeyException if the user runs that sequence already
   */
  public void add(Run run, int totalSteps) {
    String sequenceId = run.workbook() + "." + run.sequence();
    platform
        .sql(
            """
            insert into run_execution (id, workbook, workbook_version, sequence, sequence_id,
              running_key, status, user_id, role, attributes, zone, locale, context, total_steps,
              incarnation, started_at)
            values (:id, :workbook, :version, :sequence, :sequenceId,
              :runningKey, 'RUNNING', :user, :role, :attributes, :zone, :locale, :context, :steps,
              :incarnation, :startedAt)
            """)
        .param("id", run.id())
        .param("workbook", run.workbook())
        .param("version", run.workbookVersion())
        .param("sequence", run.sequence())
        .param("sequenceId", sequenceId)
        .param("runningKey", runningKey(sequenceId, run.reader().user()))
        .param("user", run.reader().user())
        .param("role", run.reader().role().name())
        .param("attributes", StoredJson.of(run.reader().attributes()))
        .param("zone", run.reader().zone().getId())
        .param("locale", run.reader().locale().toLanguageTag())
        .param("context", StoredJson.of(run.context()))
        .param("steps", totalSteps)
        .param("incarnation", run.incarnation())
        .param("startedAt", Rows.moment(run.startedAt()))
        .update();
  }

  /** The execution of that sequence that the user has running. */
  public Optional<String> running(String sequenceId, String user) {
    return platform
        .sql("select id from run_execution where running_key = ?")
        .param(runningKey(sequenceId, user))
        .query(String.class)
        .optional();
  }

  public Optional<Run> run(String id) {
    return platform
        .sql("select * from run_execution where id = ?")
        .param(id)
        .query((row, index) -> Rows.run(row))
        .optional();
  }

  /** How it stands; empty if there is none. */
  public Optional<Status> status(String id) {
    return platform
        .sql("select status from run_execution where id = ?")
        .param(id)
        .query((row, index) -> Status.valueOf(row.getString("status")))
        .optional();
  }

  /** The execution that this instance claimed. */
  public Optional<String> ofInstance(String incarnation, long instance) {
    return platform
        .sql("select id from run_execution where incarnation = ? and instance_key = ?")
        .params(incarnation, instance)
        .query(String.class)
        .optional();
  }

  /** One instance gets the execution, whoever asks first, as long as it has not ended. */
  public Claim claim(String id, long instance) {
    int taken =
        platform
            .sql(
                """
                update run_execution set instance_key = ?
                where id = ? and instance_key is null and ended_at is null
                """)
            .params(instance, id)
            .update();
    if (taken == 1) {
      return Claim.TAKEN;
    }
    return platform
        .sql("select instance_key, status from run_execution where id = ?")
        .param(id)
        .query((row, index) -> {
          if (Status.valueOf(row.getString("status")).ended()) {
            return Claim.ENDED;
          }
          return row.getLong("instance_key") == instance ? Claim.HELD : Claim.LOST;
        })
        .optional()
        .orElse(Claim.UNKNOWN);
  }

  /** Ends it; false if it had ended before. */
  public boolean end(String id, Status status, Optional<Failure> failure, Instant at) {
    int ended =
        platform
            .sql(
                """
                update run_execution set status = :status, ended_at = :at, running_key = null,
                  failure_code = :code, failure_message = :message, failure_step = :step
                where id = :id and ended_at is null
                """)
            .param("status", status.name())
            .param("at", Rows.moment(at))
            .param("code", failure.map(Failure::code).orElse(null))
            .param("message", failure.map(why -> cut(why.message())).orElse(null))
            .param("step", failure.flatMap(Failure::step).orElse(null))
            .param("id", id)
            .update();
    return ended == 1;
  }

  /** Says why it is stuck, or with an empty failure that it is no longer; false if it has ended. */
  public boolean stand(String id, Status status, Optional<Failure> failure) {
    int changed =
        platform
            .sql(
                """
                update run_execution set status = :status,
                  failure_code = :code, failure_message = :message, failure_step = :step
                where id = :id and ended_at is null
                """)
            .param("status", status.name())
            .param("code", failure.map(Failure::code).orElse(null))
            .param("message", failure.map(why -> cut(why.message())).orElse(null))
            .param("step", failure.flatMap(Failure::step).orElse(null))
            .param("id", id)
            .update();
    return changed == 1;
  }

  /** Those that run on an engine which is no more. */
  public List<String> ofOtherEngines(String incarnation) {
    return platform
        .sql("select id from run_execution where ended_at is null and incarnation <> ?")
        .param(incarnation)
        .query(String.class)
        .list();
  }

  /** Instance keys, by execution id, of those that are believed to run on that engine. */
  public Map<String, Long> unended(String incarnation) {
    Map<String, Long> instances = new LinkedHashMap<>();
    platform
        .sql(
            """
            select id, instance_key from run_execution
            where ended_at is null and incarnation = ? and instance_key is not null
            order by started_at
            """)
        .param(incarnation)
        .query(row -> {
          instances.put(row.getString(1), row.getLong(2));
        });
    return instances;
  }

  /** Those that no instance has claimed since then: their start was cut off. */
  public List<String> unclaimedSince(Instant before) {
    return platform
        .sql(
            """
            select id from run_execution
            where ended_at is null and instance_key is null and started_at < ?
            """)
        .param(Rows.moment(before))
        .query(String.class)
        .list();
  }

  /** The execution without its steps. */
  Optional<Execution> find(String id) {
    return platform
        .sql("select * from run_execution where id = ?")
        .param(id)
        .query((row, index) -> Rows.execution(row))
        .optional();
  }

  private static String runningKey(String sequenceId, String user) {
    return sequenceId + " " + user;
  }

  private static @Nullable String cut(String message) {
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE);
  }
}
