package dev.millrace.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.app.platform.DataDirectory;
import dev.millrace.app.platform.StartException;
import dev.millrace.formula.language.Language;
import dev.millrace.warehouse.SqlConsole;
import dev.millrace.warehouse.duckdb.DuckDbSettings;
import dev.millrace.warehouse.duckdb.DuckDbWarehouse;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.access.Role;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Queries on a data directory that no application has open. */
final class OfflineSql {
  private static final Reader READER =
      new Reader("command-line", Role.ADMIN, Map.of(), ZoneOffset.UTC, Locale.ROOT);

  private OfflineSql() {}

  static JsonNode query(String sql, int limit, Path directory) {
    DuckDbSettings settings = DuckDbSettings.in(directory.toAbsolutePath().normalize());
    if (!Files.exists(settings.database())) {
      throw RunningApp.notRunning(directory);
    }
    try (DataDirectory taken = DataDirectory.open(directory);
        DuckDbWarehouse warehouse =
            DuckDbWarehouse.open(
                DuckDbSettings.in(taken.root()), new Language(), Clock.systemUTC())) {
      return json(warehouse.sqlConsole().query(sql, limit, READER));
    } catch (Refusal refusal) {
      throw new CliException(
          Exit.REFUSED, "%s [%s]".formatted(refusal.getMessage(), refusal.code()));
    } catch (StartException e) {
      throw new CliException(Exit.REFUSED, String.valueOf(e.getMessage()));
    }
  }

  private static JsonNode json(SqlConsole.Result result) {
    ObjectNode answer = RunningApp.JSON.createObjectNode();
    ArrayNode columns = answer.putArray("columns");
    result.columns().forEach(columns::add);
    ArrayNode rows = answer.putArray("rows");
    for (List<@Nullable Object> row : result.rows()) {
      ArrayNode cells = rows.addArray();
      for (@Nullable Object cell : row) {
        cells.add(json(cell));
      }
    }
    return answer.put("truncated", result.truncated());
  }

  private static JsonNode json(@Nullable Object cell) {
    return switch (cell) {
      case null -> RunningApp.JSON.nullNode();
      case Boolean logical -> RunningApp.JSON.getNodeFactory().booleanNode(logical);
      case Long whole -> RunningApp.JSON.getNodeFactory().numberNode(whole);
      case Integer whole -> RunningApp.JSON.getNodeFactory().numberNode(whole);
      case BigDecimal decimal -> RunningApp.JSON.getNodeFactory().numberNode(decimal);
      case Double number -> RunningApp.JSON.getNodeFactory().numberNode(number);
      default -> RunningApp.JSON.getNodeFactory().textNode(cell.toString());
    };
  }
}
