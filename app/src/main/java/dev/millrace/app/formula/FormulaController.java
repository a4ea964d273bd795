package dev.millrace.app.formula;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.app.formula.FormulaBodies.CompleteBody;
import dev.millrace.app.formula.FormulaBodies.EvaluateAnswer;
import dev.millrace.app.formula.FormulaBodies.EvaluateBody;
import dev.millrace.app.formula.FormulaBodies.FormulaAnswer;
import dev.millrace.app.formula.FormulaBodies.FormulaBody;
import dev.millrace.app.formula.FormulaBodies.RenameBody;
import dev.millrace.app.formula.FormulaBodies.TranslateBody;
import dev.millrace.app.published.PublishedWorkbook;
import dev.millrace.app.published.PublishedWorkbooks;
import dev.millrace.formula.Dialect;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.FormulaProblem;
import dev.millrace.formula.FunctionSignature;
import dev.millrace.formula.assist.Completion;
import dev.millrace.formula.assist.Explanation;
import dev.millrace.formula.language.Language;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.access.Right;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.scope.WorkbookScopes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Help with formulas. Everybody who has signed in may ask; what belongs to a workbook, its readers.
 */
@RestController
@RequestMapping("/api/formulas")
@Tag(name = "formulas")
final class FormulaController {
  private static final int MOST_ROWS = 100;
  private final Language language;
  private final FormulaDesk desk;
  private final LocalCases engine;
  private final PublishedWorkbooks workbooks;
  private final ObjectMapper json;
  private final Clock clock;

  FormulaController(
      Language language, PublishedWorkbooks workbooks, ObjectMapper json, Clock clock) {
    this.language = language;
    this.desk = new FormulaDesk(language);
    this.engine = new LocalCases(language);
    this.workbooks = workbooks;
    this.json = json;
    this.clock = clock;
  }

  @GetMapping("/functions")
  @Operation(operationId = "functions", summary = "The functions of the formula language")
  List<FunctionSignature> functions() {
    return language.functions();
  }

  @PostMapping("/validate")
  @Operation(
      operationId = "validateFormula",
      summary = "Whether a formula is right, and if not, what is wrong where")
  FormulaDesk.Validation validate(
      @RequestBody FormulaBody body, @Parameter(hidden = true) Reader reader) {
    return answered(() -> desk.validate(body.formula(), scope(body, reader)));
  }

  @PostMapping("/translate")
  @Operation(operationId = "translateFormula", summary = "A formula in a warehouse's SQL")
  FormulaDesk.Translation translate(
      @RequestBody TranslateBody body, @Parameter(hidden = true) Reader reader) {
    Dialect dialect = dialect(body.dialect());
    return answered(() -> desk.translate(body.formula(), scope(body.named(), reader), dialect));
  }

  @PostMapping("/explain")
  @Operation(operationId = "explainFormula", summary = "What a formula means, part by part")
  Explanation explain(@RequestBody FormulaBody body, @Parameter(hidden = true) Reader reader) {
    return answered(() -> desk.explain(body.formula(), scope(body, reader)));
  }

  @PostMapping("/rename")
  @Operation(
      operationId = "renameInFormula",
      summary = "A formula after one of the columns it names got another name",
      description = "All else stays as it was written. A column that is not named changes nothing.")
  FormulaAnswer rename(@RequestBody RenameBody body, @Parameter(hidden = true) Reader reader) {
    return answered(() ->
        new FormulaAnswer(
            desk.rename(body.formula(), body.column(), body.to(), scope(body.named(), reader))));
  }

  @PostMapping("/complete")
  @Operation(
      operationId = "completeFormula",
      summary = "What could stand at the cursor of a formula that is being written")
  Completion complete(@RequestBody CompleteBody body, @Parameter(hidden = true) Reader reader) {
    return answered(
        () -> desk.complete(body.formula(), body.offset(), scope(body.named(), reader)));
  }

  @PostMapping("/evaluate")
  @Operation(
      operationId = "evaluateFormula",
      summary = "What a formula gives over rows that come with it",
      description = "At most 100 rows, those of other elements counted.")
  EvaluateAnswer evaluate(@RequestBody EvaluateBody body, @Parameter(hidden = true) Reader reader) {
    if (body.size() > MOST_ROWS) {
      throw Refusal.of(
          Refusal.Kind.TOO_LARGE,
          "TOO_MANY_ROWS",
          "Here are %,d rows; a formula is tried over at most %,d."
              .formatted(body.size(), MOST_ROWS),
          Map.of("field", "rows"));
    }
    ObjectNode one = json.valueToTree(body);
    one.properties().removeIf(field -> field.getValue().isNull());
    ObjectNode context = one.putObject("context").put("user", reader.user());
    context.put("timezone", reader.zone().getId());
    context.set("attributes", json.valueToTree(reader.attributes()));
    return answered(() -> {
      LocalDateTime now = LocalDateTime.now(clock.withZone(ZoneOffset.UTC));
      List<@Nullable Object> results = new ArrayList<>();
      FormulaCase tried = FormulaCase.read(one, language, now);
      for (Object value : engine.run(tried)) {
        JsonNode shown = FormulaCases.json(tried.formula().type(), value);
        results.add(shown);
      }
      return new EvaluateAnswer(results);
    });
  }

  private FormulaScope scope(FormulaBody body, Reader reader) {
    if (body.workbook() == null) {
      return FormulaScope.of(
          body.columns() == null ? Map.of() : body.columns(),
          body.controls() == null ? Map.of() : body.controls());
    }
    PublishedWorkbook published = workbooks.require(body.workbook(), reader, Right.READ_WORKBOOK);
    String element = body.element() == null ? "" : body.element();
    return published
        .workbook()
        .element(element)
        .filter(Element.InputTable.class::isInstance)
        .map(Element.InputTable.class::cast)
        .map(table ->
            new FormulaScope(
                table.title(), new WorkbookScopes(language).forTable(published.workbook(), table)))
        .orElseThrow(() ->
            Refusal.of(
                Refusal.Kind.NOT_FOUND,
                "ELEMENT_NOT_FOUND",
                "The workbook '%s' has no element '%s' with columns."
                    .formatted(body.workbook(), element),
                Map.of("field", "element")));
  }

  private static Dialect dialect(@Nullable String name) {
    if (name == null) {
      return Dialect.DUCKDB;
    }
    return Arrays.stream(Dialect.values())
        .filter(dialect -> dialect.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            Refusal.of(
                Refusal.Kind.INVALID,
                "VALUE_INVALID",
                "There is no dialect '%s'; there are %s."
                    .formatted(name, Arrays.toString(Dialect.values()).toLowerCase(Locale.ROOT)),
                Map.of("field", "dialect")));
  }

  private static <T> T answered(Supplier<T> work) {
    try {
      return work.get();
    } catch (FormulaException e) {
      FormulaProblem problem = e.problem();
      throw Refusal.of(
          Refusal.Kind.INVALID,
          problem.code().name(),
          problem.message(),
          Map.of(
              "field", "formula",
              "offset", problem.offset(),
              "length", problem.length(),
              "suggestions", problem.suggestions()));
    } catch (CaseException e) {
      throw Refusal.of(Refusal.Kind.INVALID, e.code(), String.valueOf(e.getMessage()));
    }
  }
}
