package dev.millrace.warehouse.postgres;

import static dev.millrace.warehouse.sql.SqlNames.quote;

import dev.millrace.warehouse.publish.SchemaScript;
import dev.millrace.warehouse.sigds.TableCatalogue;
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
   * @param ddl whether we are to make tables there; else the catalogue has to be there
   * @throws Refusal {@code WAREHOUSE_GRANT_MISSING} with the statements that somebody has to run
   */
  void require(boolean ddl) throws SQLException {
    List<String> missing = missing(ddl);
    if (!missing.isEmpty()) {
      throw Refusal.of(
          Refusal.Kind.UNAVAILABLE,
          "WAREHOUSE_GRANT_MISSING",
          "Millrace's role in the PostgreSQL warehouse lacks rights. The owner of the database can give them:\n%s"
              .formatted(String.join("\n", missing)));
    }
    try (Statement statement = connection.createStatement()) {
      // IF NOT EXISTS asks for the right to make one, also where there is one.
      if (!schemaExists()) {
        statement.execute("CREATE SCHEMA IF NOT EXISTS " + quote(schema));
      }
    }
  }

  private List<String> missing(boolean ddl) throws SQLException {
    List<String> missing = new ArrayList<>();
    String role = quote(text("SELECT current_user"));
    String database = quote(text("SELECT current_database()"));
    if (ddl) {
      missing.addAll(schemaOfOurOwn(role));
    } else {
      missing.addAll(schemaOfOthers(role));
    }
    if (!holds("SELECT has_database_privilege(current_database(), 'TEMPORARY')")) {
      missing.add("GRANT TEMPORARY ON DATABASE %s TO %s;".formatted(database, role));
    }
    return missing;
  }

  private List<String> schemaOfOurOwn(String role) throws SQLException {
    if (!schemaExists()) {
      return holds("SELECT has_database_privilege(current_database(), 'CREATE')")
          ? List.of()
          : List.of("CREATE SCHEMA %s AUTHORIZATION %s;".formatted(quote(schema), role));
    }
    return schemaAllows("USAGE") && schemaAllows("CREATE")
        ? List.of()
        : List.of("GRANT USAGE, CREATE ON SCHEMA %s TO %s;".formatted(quote(schema), role));
  }

  private List<String> schemaOfOthers(String role) throws SQLException {
    List<String> missing = new ArrayList<>();
    if (!schemaExists()) {
      missing.add("CREATE SCHEMA %s;".formatted(quote(schema)));
    }
    if (!schemaExists() || !schemaAllows("USAGE")) {
      missing.add("GRANT USAGE ON SCHEMA %s TO %s;".formatted(quote(schema), role));
    }
    if (!catalogueUsable()) {
      SchemaScript script = new SchemaScript(quote(schema), role);
      TableCatalogue.create(script);
      for (String table : TableCatalogue.TABLES) {
        script.uses(table, "SELECT, INSERT, UPDATE, DELETE");
      }
      missing.add(script.text().orElseThrow());
    }
    return missing;
  }

  private boolean catalogueUsable() throws SQLException {
    for (String table : TableCatalogue.TABLES) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              """
              SELECT count(*) = 4 FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS kind
              WHERE to_regclass(?) IS NOT NULL AND has_table_privilege(to_regclass(?), kind)
              """)) {
        String name = quote(schema) + "." + quote(table);
        statement.setString(1, name);
        statement.setString(2, name);
        try (ResultSet usable = statement.executeQuery()) {
          usable.next();
          if (!usable.getBoolean(1)) {
            return false;
          }
        }
      }
    }
    return true;
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
