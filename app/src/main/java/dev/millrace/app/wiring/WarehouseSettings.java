package dev.millrace.app.wiring;

import dev.millrace.app.platform.StartException;
import dev.millrace.warehouse.publish.PublishTerms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which warehouse holds the input tables.
 *
 * @param url {@code jdbc:postgresql://host:port/database}; none: a DuckDB file in the data
 *     directory
 * @param user its role in the database
 * @param password of that role, best from the environment as {@code MILLRACE_WAREHOUSE_PASSWORD}
 * @param passwordFile or a file that holds the password, and nothing else but a line end
 * @param schema the write-back schema, made if there is none
 * @param lease how long a process that died holds up others that want to write to its tables, in
 *     warehouses that have no locks of their own
 * @param trashDays how long tables and columns that left their workbook can come back
 * @param ddl whether Millrace makes and alters tables itself, or gives a script to whoever may
 */
@ConfigurationProperties("millrace.warehouse")
record WarehouseSettings(
    @Nullable String url,
    @Nullable String user,
    @Nullable String password,
    @Nullable Path passwordFile,
    @DefaultValue("millrace") String schema,
    @DefaultValue("10s") Duration lease,
    @DefaultValue("30") int trashDays,
    @DefaultValue("run") Ddl ddl) {
  WarehouseSettings {
    if (trashDays < 0) {
      throw new StartException("millrace.warehouse.trash-days is 0 or more.");
    }
  }

  /** Who makes tables. */
  enum Ddl {
    RUN,
    SCRIPT
  }

  PublishTerms publishing() {
    return new PublishTerms(Duration.ofDays(trashDays), ddl == Ddl.RUN);
  }

  /** The password, from wherever it is kept. */
  Optional<String> secret() {
    if (passwordFile == null) {
      return Optional.ofNullable(password);
    }
    try {
      return Optional.of(Files.readString(passwordFile).strip());
    } catch (IOException e) {
      throw new StartException(
          "millrace.warehouse.password-file '%s' cannot be read.".formatted(passwordFile), e);
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "WarehouseSettings[schema=" + schema + "]";
  }
}
