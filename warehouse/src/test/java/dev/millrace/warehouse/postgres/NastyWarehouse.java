package dev.millrace.warehouse.postgres;

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
import dev.millrace.warehouse.nasty.NastyProxy;
import dev.millrace.warehouse.publish.PublishTerms;
import dev.millrace.warehouse.read.Queries;
import dev.millrace.warehouse.read.TableRows;
import dev.millrace.warehouse.read.Tags;
import dev.millrace.warehouse.sql.JdbcLogFirstSql;
import dev.millrace.warehouse.sql.Rows.Field;
import dev.millrace.warehouse.write.LogFirstSettings;
import dev.millrace.warehouse.write.TableWriteBack;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL as a warehouse that commits statement by statement, and does it badly. */
public final class NastyWarehouse implements Warehouse {
  private static final String SCHEMA = "millrace";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HikariDataSource readers;
  private final HikariDataSource writers;
  private final TableWriteBack tables;
  private final EditHistory history;
  private final ElementRows rows;
  private final SqlConsole console;
  private final Tags tags = new Tags();

  public NastyWarehouse(
      String database, NastyProxy proxy, LogFirstSettings settings, Formulas formulas) {
    this(database, proxy, settings, formulas, 500);
  }

  /**
   * @param maxGroup most changes that are written together
   */
  public NastyWarehouse(
      String database,
      NastyProxy proxy,
      LogFirstSettings settings,
      Formulas formulas,
      int maxGroup) {
    makeSchema(database);
    this.readers = pool(database, proxy, "read committed");
    this.writers = pool(database, proxy, "serializable");
    this.tables =
        new TableWriteBack(
            writers::getConnection,
            new Sql(proxy.manners().locked().multipliedBy(2).plus(TIMEOUT)),
            formulas,
            Clock.systemUTC(),
            maxGroup,
            new PublishTerms(Duration.ofDays(30), true),
            settings);
    this.history = tables.history(this::settled);
    Queries queries = new Queries(this::settled, TIMEOUT, tags::get);
    this.rows = new TableRows(formulas, Dialect.POSTGRESQL, tables::table, queries);
    this.console =
        new PostgresConsole(
            () -> {
              tables.settle();
              return DriverManager.getConnection(database + "&currentSchema=" + SCHEMA);
            },
            TIMEOUT);
  }

  private static void makeSchema(String database) {
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS " + SCHEMA);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HikariDataSource pool(String database, NastyProxy proxy, String isolation) {
    PGSimpleDataSource real =
        new PGSimpleDataSource() {
          @Override
          public Connection getConnection() throws SQLException {
            return proxy.wrap(super.getConnection());
          }
        };
    real.setURL(database);
    real.setCurrentSchema(SCHEMA);
    real.setOptions(
        "-c TimeZone=UTC -c default_transaction_isolation=" + isolation.replace(" ", "\\ "));
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(real);
    pool.setMaximumPoolSize(20);
    pool.setMinimumIdle(0);
    pool.setPoolName("nasty-" + isolation.charAt(0));
    return new HikariDataSource(pool);
  }

  private Connection settled() throws SQLException {
    tables.settle();
    return readers.getConnection();
  }

  /** The statements are standard SQL; only what CSV files and JSON need is PostgreSQL's own. */
  private static final class Sql extends JdbcLogFirstSql {
    Sql(Duration timeout) {
      super(timeout, Duration.ofMillis(200), 60_000);
    }

    @Override
    public Dialect dialect() {
      return Dialect.POSTGRESQL;
    }

    @Override
    protected String place(Field field) {
      return field.json() ? "CAST(? AS JSON)" : "?";
    }

    @Override
    public void stageCsv(Connection connection, Path file) throws SQLException {
      new CsvStage(connection, file).run();
    }

    @Override
    public String converted(String text, String sqlType) {
      return Conversions.of(text, sqlType);
    }
  }

  /** Looks for what dead processes left undone, now. */
  public void finishAbandoned() {
    tables.finishAbandoned();
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

  /** It compares and mends in one transaction, which this warehouse does not have. */
  @Override
  public SigdsDoctor doctor() {
    throw new UnsupportedOperationException("no doctor without transactions");
  }

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public <T> T tagged(StatementTag tag, Supplier<T> work) {
    return tags.tagged(tag, work);
  }

  @Override
  public void close() {
    tables.close();
    readers.close();
    writers.close();
  }
}
