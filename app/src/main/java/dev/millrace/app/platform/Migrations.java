package dev.millrace.app.platform;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the tables of each module up to date: own folder, own table prefix, own history. */
final class Migrations {
  private static final List<String> MODULES = List.of("app", "warehouse", "workers");

  private Migrations() {}

  static void run(DataSource source) {
    for (String module : MODULES) {
      Flyway.configure()
          .dataSource(source)
          .locations("classpath:db/migration/" + module)
          .table(module + "_flyway_history")
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
    }
  }
}
