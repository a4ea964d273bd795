package dev.millrace.warehouse.postgres;

import static dev.millrace.warehouse.sql.SqlNames.quote;

import dev.millrace.workbook.access.Refusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What our role needs in the database, and the statements that give it what it lacks. */
final class Grants {
  private final Connection connection;
  private final String schema;

  Grants(Connection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
  }

  /**
   * Makes the schema if there is none and we may.
   *
   * @throws Refusal {@code WAREHOUSE_GRANT_MISSING} with the statements that somebody has to run
   */
  void require() throws SQLException {
    List<String> missing = missing();
    if (!missing.isEmpty()) {
      throw Refusal.of(
          Refusal.Kind.UNAVAILABLE,
          "WAREHOUSE_GRANT_MISSING",
          "Millrace's role in the PostgreSQL warehouse lacks rights. The owner of the database can give them: %s"
              .formatted(String.join(" ", missing)));
    }
    try (Statement statement = connection.createStatement()) {
      // IF NOT EXISTS asks for the right to make one, also where there is one.
      if (!schemaExists()) {
        statement.execute("CREATE SCHEMA IF NOT EXISTS " + quote(schema));
      }
    }
  }

  private List<String> missing() throws SQLException {
    List<String> missing = new ArrayList<>();
    String role = quote(text("SELECT current_user"));
    String database = quote(text("SELECT current_database()"));
    if (!schemaExists()) {
      if (!holds("SELECT has_database_privilege(current_database(), 'CREATE')")) {
        missing.add("CREATE SCHEMA %s AUTHORIZATION %s;".formatted(quote(schema), role));
      }
    } else if (!schemaAllows("USAGE") || !schemaAllows("CREATE")) {
      missing.add("GRANT USAGE, CREATE ON SCHEMA %s TO %s;".formatted(quote(schema), role));
    }
    if (!holds("SELECT has_database_privilege(current_database(), 'TEMPORARY')")) {
      missing.add("GRANT TEMPORARY ON DATABASE %s TO %s;".formatted(database, role));
    }
    return missing;
  }

  private boolean schemaExists() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT 1 FROM pg_namespace WHERE nspname = ?")) {
      statement.setString(1, schema);
      try (ResultSet found = statement.executeQuery()) {
        return found.next();
      }
    }
  }

  private boolean schemaAllows(String right) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT has_schema_privilege(?, ?)")) {
      statement.setString(1, schema);
      statement.setString(2, right);
      try (ResultSet answer = statement.executeQuery()) {
        answer.next();
        return answer.getBoolean(1);
      }
    }
  }

  private boolean holds(String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      answer.next();
      return answer.getBoolean(1);
    }
  }

  private String text(String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      answer.next();
      return answer.getString(1);
    }
  }
}
