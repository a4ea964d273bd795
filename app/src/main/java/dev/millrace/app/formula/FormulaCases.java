package dev.millrace.app.formula;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.formula.Dialect;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.FormulaProblem;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.assist.Stages;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tables of formulas with what they give: one case a line in, one JSON object a line out. */
public final class FormulaCases implements AutoCloseable {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final DateTimeFormatter MOMENT =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  private final Formulas formulas;
  private final CaseEngine engine;
  private final LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);

  private FormulaCases(Formulas formulas, CaseEngine engine) {
    this.formulas = formulas;
    this.engine = engine;
  }

  /** By the definitions of the language. */
  public static FormulaCases local(Formulas formulas) {
    return new FormulaCases(formulas, new LocalCases(formulas));
  }

  /**
   * On a warehouse.
   *
   * @param connection nobody else's; it is closed with this
   */
  public static FormulaCases on(Connection connection, Formulas formulas, Dialect dialect) {
    return new FormulaCases(formulas, new SqlCases(connection, formulas, dialect));
  }

  /** The answer to a line: {@code id} with a {@code result} or an {@code error}. */
  public String answer(String line) {
    ObjectNode answer = JSON.createObjectNode();
    try {
      JsonNode json = JSON.readTree(line);
      answer.set("id", json.path("id").isMissingNode() ? JSON.nullNode() : json.path("id"));
      FormulaCase one = FormulaCase.read(json, formulas, now);
      ArrayNode result = JSON.createArrayNode();
      run(json, one).forEach(value -> result.add(json(one.formula().type(), value)));
      answer.set("result", result);
    } catch (JsonProcessingException e) {
      answer.putNull("id");
      error(answer, "CASE_INVALID", "The line is no JSON object.", 0, 0);
    } catch (FormulaException e) {
      FormulaProblem problem = e.problem();
      error(answer, problem.code().name(), problem.message(), problem.offset(), problem.length());
    } catch (CaseException e) {
      error(answer, e.code(), String.valueOf(e.getMessage()), 0, 0);
    }
    return answer.toString();
  }

  private List<@Nullable Object> run(JsonNode json, FormulaCase one) {
    Optional<Stages> stages =
        one.groups() && !one.groupBy().isEmpty() ? Stages.of(one.formula()) : Optional.empty();
    return stages
        .map(several -> new GroupStages(engine, formulas, now, (ObjectNode) json, one).run(several))
        .orElseGet(() -> engine.run(one));
  }

  private static void error(
      ObjectNode answer, String code, String message, int offset, int length) {
    answer
        .putObject("error")
        .put("code", code)
        .put("message", message)
        .put("offset", offset)
        .put("length", length);
  }

  /** As JSON has it: numbers with all digits, moments in ISO 8601, JSON as itself. */
  static JsonNode json(ValueType type, @Nullable Object value) {
    try {
      return type == ValueType.VARIANT && value != null
          ? JSON.readTree(value.toString())
          : json(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON came of a formula", e);
    }
  }

  private static JsonNode json(@Nullable Object value) {
    JsonNodeFactory nodes = JSON.getNodeFactory();
    return switch (value) {
      case null -> nodes.nullNode();
      case Boolean logical -> nodes.booleanNode(logical);
      case Long whole -> nodes.numberNode(whole);
      case Double number -> nodes.numberNode(number);
      case BigDecimal number -> nodes.numberNode(plain(number));
      case LocalDateTime moment -> nodes.textNode(MOMENT.format(moment));
      case List<?> items -> {
        ArrayNode array = nodes.arrayNode();
        items.forEach(item -> array.add(json(item)));
        yield array;
      }
      default -> nodes.textNode(value.toString());
    };
  }

  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  @Override
  public void close() {
    engine.close();
  }
}
