package dev.millrace.app.row;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.app.published.PublishedWorkbook;
import dev.millrace.app.published.PublishedWorkbooks;
import dev.millrace.app.value.ControlValues;
import dev.millrace.warehouse.ElementRows.Page;
import dev.millrace.warehouse.ElementRows.PageRequest;
import dev.millrace.warehouse.ElementRows.SortKey;
import dev.millrace.warehouse.StatementTag;
import dev.millrace.warehouse.Warehouse;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.access.Right;
import dev.millrace.workbook.model.Element;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Rows of an element, a page at a time. */
@RestController
@Tag(name = "rows")
final class PageController {
  private static final int MOST_ROWS = 1_000;

  private final PublishedWorkbooks workbooks;
  private final Warehouse warehouse;
  private final ObjectMapper json;

  PageController(PublishedWorkbooks workbooks, Warehouse warehouse, ObjectMapper json) {
    this.workbooks = workbooks;
    this.warehouse = warehouse;
    this.json = json;
  }

  @GetMapping("/api/workbooks/{workbook}/elements/{element}/rows")
  @Operation(operationId = "rows", summary = "A page of an element's rows")
  RowPage page(
      @PathVariable String workbook,
      @PathVariable String element,
      @RequestParam(defaultValue = "0") long offset,
      @RequestParam(defaultValue = "200") int limit,
      @Parameter(description = "Column ids, most significant first; - before one: descending")
          @RequestParam
          Optional<String> sort,
      @Parameter(description = "Values of controls, as a JSON object") @RequestParam
          Optional<String> controls,
      @Parameter(hidden = true) Reader reader) {
    PublishedWorkbook published = workbooks.require(workbook, reader, Right.READ_WORKBOOK);
    Element.InputTable table = Tables.require(published, element);
    PageRequest request =
        request(
            SortKeys.read(table, sort),
            within("offset", offset, 0, Long.MAX_VALUE / 2),
            (int) within("limit", limit, 1, MOST_ROWS),
            ControlValues.read(published.workbook(), controls(controls), "controls"));
    StatementTag tag =
        new StatementTag(
            Optional.of(workbook),
            Optional.of(element),
            Optional.empty(),
            Optional.empty(),
            Optional.of(reader.user()));
    Page page =
        warehouse.tagged(tag, () -> warehouse.elementRows().page(workbook, table, request, reader));
    return RowPage.of(table, page, offset);
  }

  @SuppressWarnings("NullAway") // compact constructors do not say that null is legal in there
  private static PageRequest request(
      List<SortKey> sort, long offset, int limit, Map<String, @Nullable Object> controls) {
    return new PageRequest(sort, offset, limit, ControlValues.parameters(controls));
  }

  private Map<String, @Nullable Object> controls(Optional<String> text) {
    if (text.isEmpty()) {
      return Map.of();
    }
    try {
      Map<String, @Nullable Object> read = json.readValue(text.get(), new TypeReference<>() {});
      return read == null ? Map.of() : read;
    } catch (JsonProcessingException e) {
      throw Refusal.of(
          Refusal.Kind.INVALID,
          "VALUE_TYPE",
          "The parameter 'controls' must be a JSON object.",
          Map.of("field", "controls"));
    }
  }

  private static long within(String field, long value, long least, long most) {
    if (value < least || value > most) {
      throw Refusal.of(
          Refusal.Kind.INVALID,
          "VALUE_INVALID",
          "The parameter '%s' must be from %d to %d.".formatted(field, least, most),
          Map.of("field", field));
    }
    return value;
  }
}
