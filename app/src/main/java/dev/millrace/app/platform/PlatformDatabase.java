package dev.millrace.app.platform;

import com.zaxxer.hikari.HikariDataSource;
import dev.millrace.app.settings.MillraceSettings;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The database for what the application needs within a request; every module has own tables. */
@Configuration(proxyBeanMethods = false)
class PlatformDatabase {
  private static final int CONNECTIONS = 10;

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  DataDirectory dataDirectory(MillraceSettings settings) {
    return DataDirectory.open(settings.dataDir());
  }

  /** Migrated: who gets it can use its tables. */
  @Bean
  HikariDataSource platformDataSource(MillraceSettings settings, DataDirectory directory) {
    HikariDataSource source = new HikariDataSource();
    source.setPoolName("platform");
    source.setMaximumPoolSize(CONNECTIONS);
    if (settings.platform().url().isEmpty()) {
      source.setJdbcUrl(h2(directory.root()));
    } else {
      source.setJdbcUrl(settings.platform().url());
      source.setUsername(settings.platform().user());
      source.setPassword(settings.platform().password());
    }
    Migrations.run(source);
    return source;
  }

  /** A commit is on disk before it returns; names and order of nulls are as on PostgreSQL. */
  private static String h2(Path root) {
    return "jdbc:h2:file:"
        + root.resolve("platform")
        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0"
        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
  }
}
