package dev.millrace.app.wiring;

import dev.millrace.app.platform.DataDirectory;
import dev.millrace.app.platform.StartException;
import dev.millrace.formula.Formulas;
import dev.millrace.warehouse.Warehouse;
import dev.millrace.warehouse.cell.Defaults;
import dev.millrace.warehouse.duckdb.DuckDbSettings;
import dev.millrace.warehouse.duckdb.DuckDbWarehouse;
import dev.millrace.workbook.access.Refusal;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The warehouse in the data directory. */
@Configuration(proxyBeanMethods = false)
class WarehouseConfiguration {
  @Bean
  Defaults defaults(Formulas formulas, Clock clock) {
    return new Defaults(formulas, clock);
  }

  @Bean(destroyMethod = "close")
  Warehouse warehouse(DataDirectory directory, Formulas formulas, Clock clock) {
    try {
      return DuckDbWarehouse.open(DuckDbSettings.in(directory.root()), formulas, clock);
    } catch (Refusal refusal) {
      throw new StartException(String.valueOf(refusal.getMessage()), refusal);
    }
  }
}
