package dev.millrace.workers.ledger;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** All that this module keeps. */
public record Ledgers(
    ExecutionLedger executions,
    StepLedger steps,
    IncidentLedger incidents,
    StartKeys keys,
    ExecutionReading reading,
    HistoryLedger history,
    TransactionOperations transactions) {

  /** Over a platform database whose tables are brought up to date first. */
  public static Ledgers in(DataSource platform) {
    RunTables.migrate(platform);
    JdbcClient jdbc = JdbcClient.create(platform);
    return new Ledgers(
        new ExecutionLedger(jdbc),
        new StepLedger(jdbc),
        new IncidentLedger(jdbc),
        new StartKeys(jdbc),
        new ExecutionReading(jdbc),
        new HistoryLedger(jdbc),
        new TransactionTemplate(new JdbcTransactionManager(platform)));
  }
}
