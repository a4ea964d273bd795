package dev.millrace.warehouse.sql;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where statements go that make and alter tables, with what the catalogue notes of them: into the
 * warehouse at once, or into a script for somebody who may run them.
 */
public interface SchemaChanges {
  /** Makes, alters or drops something. */
  void run(String statement) throws SQLException;

  /** Changes rows of the catalogue; a {@code ?} stands for each value. */
  void note(String statement, List<@Nullable Object> values) throws SQLException;

  /** The same with its values in a row. */
  default void note(String statement, @Nullable Object... values) throws SQLException {
    note(statement, Arrays.asList(values));
  }

  /** Makes a view, or makes it anew. */
  void replaceView(String view, String query) throws SQLException;

  /** Takes a view away, if it is there. */
  void dropView(String view) throws SQLException;

  /** Says what Millrace itself will do with a new table, as a list of SQL's privileges. */
  void uses(String table, String privileges) throws SQLException;
}
