package dev.millrace.app.health;

import dev.millrace.engine.Trouble;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.warehouse.Warehouse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** For whoever watches the process. Says nothing that needs a login. */
@RestController
@Tag(name = "health")
final class HealthController {
  private static final Logger LOG = LoggerFactory.getLogger(HealthController.class);
  private static final String UP = "UP";
  private static final String DOWN = "DOWN";

  private final Map<String, Supplier<String>> parts = new LinkedHashMap<>();

  HealthController(
      ApplicationAvailability app,
      WorkflowEngine engine,
      Warehouse warehouse,
      JdbcClient platform) {
    parts.put("app", () -> serves(app) ? UP : "STARTING_OR_STOPPING");
    parts.put("engine", () -> engine.trouble().map(Trouble::name).orElse(UP));
    parts.put("warehouse", () -> warehouse.ready() ? UP : DOWN);
    parts.put("platform", () -> answers(platform) ? UP : DOWN);
  }

  @GetMapping("/health/live")
  @Operation(operationId = "live", summary = "The process lives")
  Live live() {
    return new Live(UP);
  }

  @GetMapping("/health/ready")
  @Operation(operationId = "ready", summary = "The process can be of use; else 503")
  ResponseEntity<Ready> ready() {
    Map<String, String> found = new LinkedHashMap<>();
    parts.forEach((part, state) -> found.put(part, state.get()));
    boolean up = found.values().stream().allMatch(UP::equals);
    return ResponseEntity.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .body(new Ready(up ? UP : DOWN, found));
  }

  /** The server listens before all the rest has started, and while the rest is stopping. */
  private static boolean serves(ApplicationAvailability app) {
    return app.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
  }

  private static boolean answers(JdbcClient platform) {
    try {
      return platform.sql("select 1").query(Integer.class).single() == 1;
    } catch (DataAccessException e) {
      LOG.warn("The platform database does not answer", e);
      return false;
    }
  }

  /** It lives. */
  record Live(String status) {}

  /**
   * How the parts are.
   *
   * @param parts by name: {@code UP}, {@code DOWN}, or a word for the reason, see {@link Trouble}
   */
  record Ready(String status, Map<String, String> parts) {}
}
