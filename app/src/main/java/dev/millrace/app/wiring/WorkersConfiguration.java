package dev.millrace.app.wiring;

import dev.millrace.app.event.Events;
import dev.millrace.app.published.PublishedWorkbooks;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.formula.Formulas;
import dev.millrace.warehouse.Warehouse;
import dev.millrace.workers.Workers;
import dev.millrace.workers.execution.Executions;
import dev.millrace.workers.execution.RunningWorkbooks;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What runs executions. */
@Configuration(proxyBeanMethods = false)
class WorkersConfiguration {
  /** Opened and closed by {@link Running}. */
  @Bean(destroyMethod = "")
  Workers workers(
      WorkflowEngine engine,
      Warehouse warehouse,
      Formulas formulas,
      DataSource platform,
      RunningWorkbooks workbooks,
      Clock clock,
      Events events) {
    return new Workers(engine, warehouse, formulas, platform, workbooks, clock, List.of(events));
  }

  @Bean
  Executions executions(Workers workers) {
    return workers.executions();
  }

  @Bean
  Running running(
      Workers workers, Warehouse warehouse, Events events, PublishedWorkbooks published) {
    return new Running(workers, warehouse, events, published);
  }
}
