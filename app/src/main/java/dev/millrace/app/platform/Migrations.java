package dev.millrace.app.platform;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings this module's tables up to date; each module has own tables and an own history. */
final class Migrations {
  private Migrations() {}

  static void run(DataSource source) {
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/migration/app")
        .table("app_flyway_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }
}
