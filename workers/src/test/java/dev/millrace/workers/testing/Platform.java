package dev.millrace.workers.testing;

import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** A platform database in memory, as the app opens it on disk. */
public final class Platform {
  private Platform() {}

  public static DataSource fresh() {
    JdbcConnectionPool pool =
        JdbcConnectionPool.create(
            "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                .formatted(UUID.randomUUID()),
            "sa",
            "");
    pool.setMaxConnections(10);
    return pool;
  }
}
