package dev.millrace.warehouse.postgres;

import static dev.millrace.warehouse.sql.SqlNames.quote;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.millrace.formula.Dialect;
import dev.millrace.formula.Formulas;
import dev.millrace.warehouse.EditHistory;
import dev.millrace.warehouse.ElementRows;
import dev.millrace.warehouse.InputTables;
import dev.millrace.warehouse.SigdsDoctor;
import dev.millrace.warehouse.SqlConsole;
import dev.millrace.warehouse.StatementTag;
import dev.millrace.warehouse.Warehouse;
import dev.millrace.warehouse.WriteBack;
import dev.millrace.warehouse.doctor.TableDoctor;
import dev.millrace.warehouse.read.Queries;
import dev.millrace.warehouse.read.TableRows;
import dev.millrace.warehouse.read.Tags;
import dev.millrace.warehouse.write.TableWriteBack;
import dev.millrace.workbook.access.Refusal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Properties;
import java.util.function.Supplier;
import org.postgresql.PGProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A schema of a PostgreSQL database as a warehouse. Several processes may share it. */
public final class PostgresWarehouse implements Warehouse {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresWarehouse.class);
  private static final int CONNECT_SECONDS = 10;

  private final PostgresSettings settings;
  private final HikariDataSource readers;
  private final TableWriteBack tables;
  private final EditHistory history;
  private final ElementRows rows;
  private final SqlConsole console;
  private final SigdsDoctor doctor;
  private final Tags tags = new Tags();

  private PostgresWarehouse(
      PostgresSettings settings, HikariDataSource readers, Formulas formulas, Clock clock) {
    this.settings = settings;
    this.readers = readers;
    this.tables =
        new TableWriteBack(
            this::writer,
            new PostgresSql(),
            formulas,
            clock,
            settings.maxGroup(),
            settings.publishing());
    this.history = tables.history(readers::getConnection);
    Queries queries = new Queries(readers::getConnection, settings.statementTimeout(), tags::get);
    this.rows = new TableRows(formulas, Dialect.POSTGRESQL, tables::table, queries);
    this.console = new PostgresConsole(this::writer, settings.statementTimeout());
    this.doctor =
        new TableDoctor(this::writer, tables.writer(), new PostgresSql(), tables::published);
  }

  /**
   * Connects, and makes the write-back schema if there is none.
   *
   * @throws Refusal {@code WAREHOUSE_UNAVAILABLE} if it does not answer or refuses us, {@code
   *     WAREHOUSE_GRANT_MISSING} with what to run if our role may not do what it has to
   */
  public static PostgresWarehouse open(PostgresSettings settings, Formulas formulas, Clock clock) {
    HikariDataSource readers = null;
    try {
      makeSchema(settings);
      readers = new HikariDataSource(pool(settings));
      return new PostgresWarehouse(settings, readers, formulas, clock);
    } catch (SQLException | RuntimeException e) {
      if (readers != null) {
        readers.close();
      }
      LOG.warn("The warehouse cannot be opened: {}", e.toString());
      throw e instanceof Refusal refusal && !refusal.code().equals("WAREHOUSE_UNAVAILABLE")
          ? refusal
          : Refusal.of(
              Refusal.Kind.UNAVAILABLE,
              "WAREHOUSE_UNAVAILABLE",
              "The PostgreSQL warehouse cannot be opened: %s"
                  .formatted(String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
    }
  }

  private static void makeSchema(PostgresSettings settings) throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(settings.url(), properties(settings))) {
      new Grants(connection, settings.schema()).require(settings.publishing().ddl());
    }
  }

  private static HikariConfig pool(PostgresSettings settings) {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(settings.url());
    pool.setDataSourceProperties(properties(settings));
    pool.setMaximumPoolSize(settings.readers());
    pool.setMinimumIdle(1);
    pool.setReadOnly(true);
    pool.setConnectionTimeout(CONNECT_SECONDS * 1_000L);
    pool.setPoolName("warehouse-readers");
    return pool;
  }

  private static Properties properties(PostgresSettings settings) {
    Properties properties = new Properties();
    settings.user().ifPresent(user -> PGProperty.USER.set(properties, user));
    settings.password().ifPresent(password -> PGProperty.PASSWORD.set(properties, password));
    PGProperty.CURRENT_SCHEMA.set(properties, quote(settings.schema()));
    PGProperty.REWRITE_BATCHED_INSERTS.set(properties, true);
    PGProperty.APPLICATION_NAME.set(properties, "millrace");
    PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_SECONDS);
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    PGProperty.OPTIONS.set(
        properties,
        "-c TimeZone=UTC -c DateStyle=ISO -c standard_conforming_strings=on -c lock_timeout=%d"
            .formatted(settings.lockTimeout().toMillis()));
    return properties;
  }

  /** A connection of its own: a writer may be in the middle of something when a pool is full. */
  private Connection writer() throws SQLException {
    return DriverManager.getConnection(settings.url(), properties(settings));
  }

  @Override
  public WriteBack writeBack() {
    return tables;
  }

  @Override
  public InputTables inputTables() {
    return tables;
  }

  @Override
  public EditHistory editHistory() {
    return history;
  }

  @Override
  public ElementRows elementRows() {
    return rows;
  }

  @Override
  public SqlConsole sqlConsole() {
    return console;
  }

  @Override
  public SigdsDoctor doctor() {
    return doctor;
  }

  @Override
  public boolean ready() {
    try (Connection connection = readers.getConnection()) {
      return connection.isValid(CONNECT_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public <T> T tagged(StatementTag newTag, Supplier<T> work) {
    return tags.tagged(newTag, work);
  }

  @Override
  public void close() {
    tables.close();
    readers.close();
  }
}
