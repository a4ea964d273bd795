package dev.millrace.workers.ledger;

import dev.millrace.workers.execution.Context;
import dev.millrace.workers.execution.Executions.Start;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What each user's Idempotency-Key started, for 24 hours. */
public final class StartKeys {
  private static final Duration KEPT = Duration.ofHours(24);

  private final JdbcClient platform;

  StartKeys(JdbcClient platform) {
    this.platform = platform;
  }

  /** What the key started before. */
  public Optional<Kept> find(String user, String key, Instant now) {
    return platform
        .sql(
            """
            select request, execution_id from run_idempotency
            where user_id = ? and idempotency_key = ? and created_at > ?
            """)
        .params(user, key, Rows.moment(now.minus(KEPT)))
        .query((row, index) -> new Kept(row.getString("request"), row.getString("execution_id")))
        .optional();
  }

  /**
   * Binds the key to an execution, and forgets keys that are too old.
   *
   * @throws org.springframework.dao.DuplicateKeyException if it is bound
   */
  public void add(String user, String key, Kept kept, Instant now) {
    platform
        .sql("delete from run_idempotency where created_at <= ?")
        .param(Rows.moment(now.minus(KEPT)))
        .update();
    platform
        .sql(
            """
            insert into run_idempotency (user_id, idempotency_key, request, execution_id, created_at)
            values (?, ?, ?, ?, ?)
            """)
        .params(user, key, kept.request(), kept.executionId(), Rows.moment(now))
        .update();
  }

  /** The start came to nothing: the key is free again. */
  public void release(String executionId) {
    platform.sql("delete from run_idempotency where execution_id = ?").param(executionId).update();
  }

  /** Two starts with one digest ask for the same; the workbook may have been published between. */
  public static String digest(Start start) {
    Context context =
        new Context(start.context().controls(), start.context().selection(), Optional.empty());
    String request =
        "%s.%s %s".formatted(start.workbook(), start.sequence(), StoredJson.of(context));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(request.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What a key is bound to.
   *
   * @param request digest of what was asked for
   */
  public record Kept(String request, String executionId) {}
}
