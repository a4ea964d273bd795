package dev.millrace.warehouse.publish;

import static dev.millrace.warehouse.sql.SqlNames.quote;

import dev.millrace.warehouse.sql.SchemaChanges;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes of the schema as a script: for a warehouse whose owner does not let Millrace make tables.
 * It is one transaction, and does nothing if what it builds on has changed since.
 */
public final class SchemaScript implements SchemaChanges {
  private final String schema;
  private final String role;
  private final List<String> statements = new ArrayList<>();

  /** For the schema and the role of that connection. */
  SchemaScript(Connection connection) throws SQLException {
    this(quote(connection.getSchema()), quote(connection.getMetaData().getUserName()));
  }

  /**
   * For somebody's use of a schema.
   *
   * @param schema quoted
   * @param role who will use what is made, quoted
   */
  public SchemaScript(String schema, String role) {
    this.schema = schema;
    this.role = role;
  }

  /** The script; empty if nothing has to be done. */
  public Optional<String> text() {
    if (statements.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "-- For the owner of the schema %s, who lets %s use what it makes."
            .formatted(schema, role));
    lines.add("BEGIN;");
    lines.add("SET LOCAL search_path TO " + schema + ";");
    lines.add("SET LOCAL standard_conforming_strings = on;");
    statements.forEach(statement -> lines.add(statement.strip() + ";"));
    lines.add("COMMIT;");
    return Optional.of(String.join("\n", lines) + "\n");
  }

  @Override
  public void run(String statement) {
    statements.add(statement);
  }

  @Override
  public void note(String statement, List<@Nullable Object> values) {
    StringBuilder text = new StringBuilder();
    int next = 0;
    // None of the catalogue's statements has a question mark that is no place.
    for (String part : statement.split("\\?", -1)) {
      text.append(part);
      if (next < values.size()) {
        text.append(literal(values.get(next)));
        next++;
      }
    }
    statements.add(text.toString());
  }

  private static String literal(@Nullable Object value) {
    return switch (value) {
      case null -> "NULL";
      case Number number -> number.toString();
      case LocalDateTime at -> "TIMESTAMP '%s'".formatted(Timestamp.valueOf(at));
      default -> "'" + value.toString().replace("'", "''") + "'";
    };
  }

  @Override
  public void replaceView(String view, String query) {
    dropView(view);
    run("CREATE VIEW %s AS %s".formatted(quote(view), query));
    uses(view, "SELECT");
  }

  @Override
  public void dropView(String view) {
    run("DROP VIEW IF EXISTS " + quote(view));
  }

  @Override
  public void uses(String table, String privileges) {
    run("GRANT %s ON %s TO %s".formatted(privileges, quote(table), role));
  }
}
