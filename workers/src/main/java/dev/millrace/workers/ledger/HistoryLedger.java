package dev.millrace.workers.ledger;

import org.springframework.jdbc.core.simple.JdbcClient;

/** How far the engine's history was read: what came of it up to there is kept. */
public final class HistoryLedger {
  private final JdbcClient platform;

  HistoryLedger(JdbcClient platform) {
    this.platform = platform;
  }

  /** Position of the last record that was read; 0 if none was. */
  public long position(String incarnation) {
    return platform
        .sql("select position from run_history where incarnation = ?")
        .param(incarnation)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  /** Keeps the position; told in order. */
  public void reached(String incarnation, long position) {
    int moved =
        platform
            .sql("update run_history set position = ? where incarnation = ?")
            .params(position, incarnation)
            .update();
    if (moved == 0) {
      platform
          .sql("insert into run_history (incarnation, position) values (?, ?)")
          .params(incarnation, position)
          .update();
    }
  }
}
