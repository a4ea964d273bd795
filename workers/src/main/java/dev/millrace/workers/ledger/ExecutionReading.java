package dev.millrace.workers.ledger;

import dev.millrace.workers.execution.Execution;
import dev.millrace.workers.execution.Execution.StepRun;
import dev.millrace.workers.execution.Execution.StepState;
import dev.millrace.workers.execution.Executions.Found;
import dev.millrace.workers.execution.Executions.Search;
import dev.millrace.workers.execution.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads executions with their steps. */
public final class ExecutionReading {
  private static final int MAX_LIMIT = 1000;
  private final JdbcClient platform;
  private final ExecutionLedger executions;

  ExecutionReading(JdbcClient platform) {
    this.platform = platform;
    this.executions = new ExecutionLedger(platform);
  }

  public Optional<Execution> find(String id) {
    return executions.find(id).map(execution -> withSteps(List.of(execution)).getFirst());
  }

  /** Newest first. A limit is cut to 1,000. */
  public Found search(Search search) {
    int limit = Math.clamp(search.limit(), 1, MAX_LIMIT);
    long offset = (Math.max(1, search.page()) - 1L) * limit;
    long total =
        filtered("select count(*) from run_execution ", "", search).query(Long.class).single();
    List<Execution> page =
        filtered(
                "select * from run_execution ",
                " order by started_at desc, id desc limit :limit offset :offset",
                search)
            .param("limit", limit)
            .param("offset", offset)
            .query((row, index) -> Rows.execution(row))
            .list();
    return new Found(withSteps(page), total);
  }

  private JdbcClient.StatementSpec filtered(String before, String after, Search search) {
    Filter filter = new Filter();
    search.user().ifPresent(user -> filter.add("user_id = :user", "user", user));
    search.sequenceId().ifPresent(id -> filter.add("sequence_id = :sequence", "sequence", id));
    search.from().ifPresent(at -> filter.add("started_at >= :from", "from", Rows.moment(at)));
    search.to().ifPresent(at -> filter.add("started_at <= :to", "to", Rows.moment(at)));
    if (!search.statuses().isEmpty()) {
      List<String> statuses = search.statuses().stream().map(Status::name).toList();
      filter.add("status in (:statuses)", "statuses", statuses);
    }
    return platform.sql(before + filter.where() + after).params(filter.values);
  }

  private List<Execution> withSteps(List<Execution> executions) {
    if (executions.isEmpty()) {
      return List.of();
    }
    Map<String, Steps> steps = new LinkedHashMap<>();
    executions.forEach(execution -> steps.put(execution.id(), new Steps()));
    platform
        .sql(
            """
            select * from run_step where execution_id in (:ids)
            order by started_at, element_instance_key
            """)
        .param("ids", steps.keySet())
        .query(row -> {
          Steps of = steps.get(row.getString("execution_id"));
          if (of != null) {
            of.add(row);
          }
        });
    return executions.stream()
        .map(execution -> steps.getOrDefault(execution.id(), new Steps()).in(execution))
        .toList();
  }

  /** Conditions of a search, and the values of their parameters. */
  private static final class Filter {
    private final List<String> conditions = new ArrayList<>(List.of("1 = 1"));
    private final Map<String, Object> values = new LinkedHashMap<>();

    void add(String condition, String parameter, Object value) {
      conditions.add(condition);
      values.put(parameter, value);
    }

    String where() {
      return "where " + String.join(" and ", conditions);
    }
  }

  /** The steps of one execution. */
  private static final class Steps {
    private final List<StepRun> runs = new ArrayList<>();
    private final Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
    private int rowsChanged;

    void add(ResultSet row) throws SQLException {
      rowsChanged += row.getInt("rows_changed");
      String output = row.getString("output_name");
      if (output != null) {
        outputs.put(output, StoredJson.value(row.getString("result")));
      }
      String step = row.getString("step_id");
      if (step != null) {
        runs.add(
            new StepRun(
                row.getString("element_id"),
                step,
                row.getString("name"),
                StepState.valueOf(row.getString("state")),
                row.getInt("deliveries"),
                Rows.instant(row.getObject("started_at", OffsetDateTime.class)),
                Rows.ended(row)));
      }
    }

    Execution in(Execution execution) {
      return new Execution(
          execution.id(),
          execution.workbook(),
          execution.sequence(),
          execution.workbookVersion(),
          execution.status(),
          execution.reader(),
          execution.context(),
          execution.startedAt(),
          execution.endedAt(),
          execution.failure(),
          List.copyOf(runs),
          execution.totalSteps(),
          rowsChanged,
          outputs);
    }
  }
}
