package dev.millrace.workers.testing;

import dev.millrace.engine.DockerImages;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.testcontainers.containers.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** A platform database on PostgreSQL, the version of the cluster edition. */
public final class PostgresPlatform {
  /** Ends with the tests' process, as all containers of Testcontainers do. */
  private static final PostgreSQLContainer<?> SERVER =
      new PostgreSQLContainer<>(
          DockerImageName.parse(DockerImages.of("postgres")).asCompatibleSubstituteFor("postgres"));

  private PostgresPlatform() {}

  /** A schema of its own. */
  public static DataSource fresh() {
    SERVER.start();
    String schema = "test_" + UUID.randomUUID().toString().replace("-", "");
    PGSimpleDataSource platform = new PGSimpleDataSource();
    platform.setUrl(SERVER.getJdbcUrl());
    platform.setUser(SERVER.getUsername());
    platform.setPassword(SERVER.getPassword());
    try (Connection connection = platform.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create schema " + schema);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    platform.setCurrentSchema(schema);
    return platform;
  }
}
