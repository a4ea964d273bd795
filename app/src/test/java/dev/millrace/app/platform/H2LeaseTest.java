package dev.millrace.app.platform;

import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** Leases in H2, as the app opens it. */
class H2LeaseTest extends PlatformLeaseContract {
  @Override
  DataSource empty() {
    return JdbcConnectionPool.create(
        "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            .formatted(UUID.randomUUID()),
        "sa",
        "");
  }
}
