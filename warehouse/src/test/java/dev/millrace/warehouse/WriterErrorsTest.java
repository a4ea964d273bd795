package dev.millrace.warehouse;

import static dev.millrace.warehouse.Tables.ANA;
import static dev.millrace.warehouse.Tables.cells;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.WriteResult.Unavailable;
import dev.millrace.warehouse.WriteResult.Written;
import dev.millrace.warehouse.duckdb.DuckDbSql;
import dev.millrace.warehouse.publish.PublishTerms;
import dev.millrace.warehouse.write.TableWriteBack;
import dev.millrace.workbook.model.TableSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A driver that fails in ways no driver should. */
@Timeout(60)
final class WriterErrorsTest {
  private final AtomicInteger failures = new AtomicInteger();

  /** A connection whose commits fail with an error while {@link #failures} says so. */
  private Connection failing(DuckDBConnection real) {
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("commit") && failures.getAndDecrement() > 0) {
                throw new AssertionError("a driver's assertion");
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void anErrorInTheDriverIsAnsweredAndTheWriterGoesOn() throws SQLException {
    try (DuckDBConnection root = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
        TableWriteBack writer =
            new TableWriteBack(
                () -> failing(root.duplicate()),
                new DuckDbSql(),
                Tables.FORMULAS,
                Clock.systemUTC(),
                100,
                new PublishTerms(Duration.ofDays(30), true))) {
      writer.publish("shop", Tables.orders(new TableSource.Empty()), Optional.empty());
      UUID id = UUID.randomUUID();
      Change change =
          new Change(
              id,
              new TableId("shop", "orders"),
              List.of(new RowChange.Insert(Optional.empty(), cells("note", "x"))),
              Change.Origin.PERSON);

      failures.set(2);
      assertThat(writer.write(change, ANA)).isInstanceOf(Unavailable.class);
      failures.set(1);
      assertThat(writer.write(change, ANA)).isInstanceOf(Written.class);
    }
  }
}
