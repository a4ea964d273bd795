package dev.millrace.warehouse.read;

import static dev.millrace.warehouse.sql.SqlNames.quote;

import dev.millrace.formula.SqlStatement;
import dev.millrace.warehouse.StatementTag;
import dev.millrace.workbook.access.Refusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the statements that the formula compiler made, tagged and with a time limit. */
public final class Queries {
  private static final Logger LOG = LoggerFactory.getLogger(Queries.class);

  private final Connections connections;
  private final Duration timeout;
  private final Supplier<StatementTag> tag;

  public Queries(Connections connections, Duration timeout, Supplier<StatementTag> tag) {
    this.connections = connections;
    this.timeout = timeout;
    this.tag = tag;
  }

  /** Opens connections for reading. */
  @FunctionalInterface
  public interface Connections {
    Connection open() throws SQLException;
  }

  /**
   * Rows of the statement, those of {@code only} if there is a restriction.
   *
   * @param only empty, or a fixed WHERE clause with a place for each of {@code ids}
   */
  List<List<@Nullable Object>> run(SqlStatement statement, String only, List<String> ids) {
    String text =
        only.isEmpty()
            ? statement.text()
            : "SELECT * FROM (" + statement.text() + ") AS ELEMENT_ROWS" + only;
    return reading(connection -> {
      try (PreparedStatement prepared =
          connection.prepareStatement(TagComment.of(tag.get()) + text)) {
        prepared.setQueryTimeout(Math.toIntExact(timeout.toSeconds()));
        int at = 1;
        for (Object parameter : statement.parameters()) {
          prepared.setObject(at, parameter);
          at++;
        }
        for (String id : ids) {
          prepared.setString(at, id);
          at++;
        }
        return rows(prepared);
      }
    });
  }

  private static List<List<@Nullable Object>> rows(PreparedStatement prepared) throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (ResultSet result = prepared.executeQuery()) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
          row.add(ResultValues.plain(result.getObject(i)));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  long count(String table) {
    return reading(connection -> {
      try (PreparedStatement prepared =
              connection.prepareStatement(
                  TagComment.of(tag.get()) + "SELECT count(*) FROM " + quote(table));
          ResultSet result = prepared.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    });
  }

  /** Work on a connection. */
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  <T> T reading(Work<T> work) {
    try (Connection connection = connections.open()) {
      return work.run(connection);
    } catch (SQLException e) {
      LOG.warn(
          "A query of an element failed: {}",
          String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
      throw Refusal.of(
          Refusal.Kind.UNAVAILABLE,
          "WAREHOUSE_UNAVAILABLE",
          "The warehouse could not answer this query; try again in a moment.");
    }
  }
}
