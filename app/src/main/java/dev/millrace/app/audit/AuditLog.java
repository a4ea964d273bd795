package dev.millrace.app.audit;

import dev.millrace.app.request.RequestId;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who did what to what, and what came of it. Rows are only ever added. Thread-safe. */
@Component
public final class AuditLog {
  private static final int LONGEST_TARGET = 500;

  private final JdbcClient platform;
  private final Clock clock;

  AuditLog(JdbcClient platform, Clock clock) {
    this.platform = platform;
    this.clock = clock;
  }

  /**
   * Adds a row.
   *
   * @param user who asked
   * @param action kebab-case, e.g. {@code login}
   * @param target what it was done to; never a row value
   * @param outcome {@code ok}, or the code it was refused with
   */
  public void record(String user, String action, String target, String outcome) {
    platform
        .sql(
            """
            insert into app_audit (id, at, request_id, user_name, action, target, outcome)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .param(UUID.randomUUID())
        .param(Timestamp.from(clock.instant()))
        .param(RequestId.current().orElse(null))
        .param(shortened(user, 200))
        .param(action)
        .param(shortened(target, LONGEST_TARGET))
        .param(outcome)
        .update();
  }

  private static String shortened(String text, int most) {
    String clean = text.replace('\0', '?');
    return clean.length() <= most ? clean : clean.substring(0, most);
  }
}
