package dev.millrace.app.wiring;

import dev.millrace.app.platform.DataDirectory;
import dev.millrace.app.platform.PlatformLease;
import dev.millrace.app.platform.StartException;
import dev.millrace.formula.Formulas;
import dev.millrace.warehouse.Warehouse;
import dev.millrace.warehouse.cell.Defaults;
import dev.millrace.warehouse.duckdb.DuckDbSettings;
import dev.millrace.warehouse.duckdb.DuckDbWarehouse;
import dev.millrace.warehouse.lease.WriterLease;
import dev.millrace.warehouse.postgres.PostgresSettings;
import dev.millrace.warehouse.postgres.PostgresWarehouse;
import dev.millrace.workbook.access.Refusal;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The warehouse: one that is named, or a file in the data directory. */
@Configuration(proxyBeanMethods = false)
class WarehouseConfiguration {
  @Bean
  Defaults defaults(Formulas formulas, Clock clock) {
    return new Defaults(formulas, clock);
  }

  /** Used by warehouses that commit statement by statement. */
  @Bean
  WriterLease writerLease(JdbcTemplate platform, Clock clock, WarehouseSettings settings) {
    return new PlatformLease(platform, clock, settings.lease());
  }

  @Bean(destroyMethod = "close")
  Warehouse warehouse(
      WarehouseSettings settings, DataDirectory directory, Formulas formulas, Clock clock) {
    String url = settings.url();
    try {
      if (url == null || url.isBlank()) {
        if (!settings.publishing().ddl()) {
          throw new StartException(
              "millrace.warehouse.ddl=script is for a warehouse of somebody else's: name it with millrace.warehouse.url.");
        }
        return DuckDbWarehouse.open(
            DuckDbSettings.in(directory.root()).withTrashKept(settings.publishing().trashKept()),
            formulas,
            clock);
      }
      if (!url.startsWith("jdbc:postgresql:")) {
        throw new StartException(
            "millrace.warehouse.url does not begin with jdbc:postgresql: ; no other warehouse can be named yet.");
      }
      return PostgresWarehouse.open(
          PostgresSettings.of(
                  url, Optional.ofNullable(settings.user()), settings.secret(), settings.schema())
              .withPublishing(settings.publishing()),
          formulas,
          clock);
    } catch (Refusal refusal) {
      throw new StartException(String.valueOf(refusal.getMessage()), refusal);
    }
  }

  @Bean(destroyMethod = "close")
  TrashSweep trashSweep(Warehouse warehouse) {
    return new TrashSweep(warehouse.inputTables());
  }
}
