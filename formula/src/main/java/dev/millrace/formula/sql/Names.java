package dev.millrace.formula.sql;

import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.FormulaProblem.Code;
import dev.millrace.formula.syntax.Span;
import dev.millrace.formula.value.Characters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** The names of people and of the warehouse in a statement. */
final class Names {
  private Names() {}

  /** Refuses what no name, and no value, may hold. */
  static void refuseForbidden(ElementQuery query) {
    List<String> names = inWarehouse(query.source());
    query.source().columns().forEach(column -> names.add(column.name()));
    query.computed().forEach(column -> names.add(column.name()));
    for (String name : names) {
      if (name.isEmpty() || Characters.firstForbidden(name) >= 0) {
        throw refusedName();
      }
    }
    for (Object value : query.parameters().values()) {
      if (value instanceof String text && Characters.firstForbidden(text) >= 0) {
        throw refusedName();
      }
    }
  }

  private static FormulaException refusedName() {
    return ElementColumns.refused(
        Code.INVALID_CHARACTER,
        new Span(0, 0),
        "Names must not be empty, and neither names nor values may hold NUL or half of a surrogate"
            + " pair.");
  }

  /** Refuses names that the warehouse would cut, and so read as those of something else. */
  static void refuseLong(ElementQuery.Source source, int maxBytes) {
    for (String name : inWarehouse(source)) {
      if (bytes(name) > maxBytes) {
        throw ElementColumns.refused(
            Code.UNSUPPORTED,
            new Span(0, 0),
            "A name in this warehouse has at most %d bytes of UTF-8; '%s' has %d."
                .formatted(maxBytes, name, bytes(name)));
      }
    }
  }

  private static List<String> inWarehouse(ElementQuery.Source source) {
    List<String> names = new ArrayList<>(source.path());
    source.columns().forEach(column -> names.add(column.warehouseName()));
    return names;
  }

  /** The name of a result column, shortened if it is too long to be one: nothing refers to it. */
  static String label(String name, int maxBytes) {
    int end = name.length();
    while (bytes(name.substring(0, end)) > maxBytes) {
      end = name.offsetByCodePoints(end, -1);
    }
    return name.substring(0, end);
  }

  private static int bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Names of columns with their layer's, since a bare one may mean a result column instead. */
  static @Nullable SqlNodeList of(String layer, @Nullable SqlNodeList columns) {
    return columns == null ? null : (SqlNodeList) columns.accept(new Qualifying(layer));
  }

  private static final class Qualifying extends SqlShuttle {
    private final String layer;

    private Qualifying(String layer) {
      this.layer = layer;
    }

    @Override
    public SqlNode visit(SqlIdentifier id) {
      return id.isSimple()
          ? new SqlIdentifier(List.of(layer, id.getSimple()), id.getParserPosition())
          : id;
    }
  }
}
