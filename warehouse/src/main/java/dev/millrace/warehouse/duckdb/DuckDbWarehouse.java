package dev.millrace.warehouse.duckdb;

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
import dev.millrace.warehouse.publish.PublishTerms;
import dev.millrace.warehouse.read.Queries;
import dev.millrace.warehouse.read.TableRows;
import dev.millrace.warehouse.read.Tags;
import dev.millrace.warehouse.write.TableWriteBack;
import dev.millrace.workbook.access.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Properties;
import java.util.function.Supplier;
import org.duckdb.DuckDBConnection;

/**
 * A DuckDB file as a warehouse. One process has the file at a time.
 *
 * <p>Files outside the upload folder, other databases, extensions and settings are out of reach for
 * every statement, ours included, from the moment it is open: DuckDB cannot be opened up again.
 */
public final class DuckDbWarehouse implements Warehouse {
  private final DuckDBConnection root;
  private final TableWriteBack tables;
  private final EditHistory history;
  private final ElementRows rows;
  private final SqlConsole console;
  private final SigdsDoctor doctor;
  private final Tags tags = new Tags();

  private DuckDbWarehouse(
      DuckDBConnection root, DuckDbSettings settings, Formulas formulas, Clock clock) {
    this.root = root;
    this.tables =
        new TableWriteBack(
            this::connection,
            new DuckDbSql(),
            formulas,
            clock,
            settings.maxGroup(),
            new PublishTerms(settings.trashKept(), true));
    this.history = tables.history(this::connection);
    Queries queries = new Queries(this::connection, settings.statementTimeout(), tags::get);
    this.rows = new TableRows(formulas, Dialect.DUCKDB, tables::table, queries);
    this.console = new DuckDbConsole(this::connection, settings.statementTimeout());
    this.doctor =
        new TableDoctor(this::connection, tables.writer(), new DuckDbSql(), tables::published);
  }

  /**
   * Opens the file, making it if there is none.
   *
   * @throws Refusal {@code WAREHOUSE_IN_USE} if another process has it, {@code
   *     WAREHOUSE_UNAVAILABLE} if it cannot be opened
   */
  public static DuckDbWarehouse open(DuckDbSettings settings, Formulas formulas, Clock clock) {
    try {
      Files.createDirectories(settings.uploads());
      Files.createDirectories(settings.temporary());
      DuckDBConnection root =
          DriverManager.getConnection("jdbc:duckdb:" + settings.database(), new Properties())
              .unwrap(DuckDBConnection.class);
      try {
        harden(root, settings);
        return new DuckDbWarehouse(root, settings, formulas, clock);
      } catch (SQLException | RuntimeException e) {
        root.close();
        throw e;
      }
    } catch (SQLException | IOException e) {
      String message = String.valueOf(e.getMessage());
      throw message.contains("Could not set lock")
          ? Refusal.of(
              Refusal.Kind.UNAVAILABLE,
              "WAREHOUSE_IN_USE",
              "The warehouse file '%s' is in use by another process. Stop that one, or use its commands."
                  .formatted(settings.database().getFileName()))
          : Refusal.of(
              Refusal.Kind.UNAVAILABLE,
              "WAREHOUSE_UNAVAILABLE",
              "The warehouse file '%s' cannot be opened: %s"
                  .formatted(settings.database(), message.lines().findFirst().orElse("")));
    }
  }

  private static void harden(Connection connection, DuckDbSettings settings) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET temp_directory = " + literal(settings.temporary().toString()));
      statement.execute(
          "SET allowed_directories = [" + literal(settings.uploads().toAbsolutePath() + "/") + "]");
      statement.execute("SET autoinstall_known_extensions = false");
      statement.execute("SET autoload_known_extensions = false");
      statement.execute("SET allow_community_extensions = false");
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("SET enable_external_access = false");
      statement.execute("SET lock_configuration = true");
    }
  }

  /** SET takes no parameters; DuckDB reads backslashes as they are. */
  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private Connection connection() throws SQLException {
    return root.duplicate();
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
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      return statement.execute("SELECT 1");
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
    try {
      root.close();
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB did not close its file", e);
    }
  }
}
