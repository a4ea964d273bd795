package dev.millrace.app.workbook;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millrace.workbook.model.CellText;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.model.FormulaColumn;
import dev.millrace.workbook.model.Placement;
import dev.millrace.workbook.model.TableRules;
import dev.millrace.workbook.model.TextPattern;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An element as a browser shows it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ElementView.InputTableView.class, name = "input-table"),
  @JsonSubTypes.Type(value = ElementView.ControlView.class, name = "control"),
  @JsonSubTypes.Type(value = ElementView.ButtonView.class, name = "button"),
  @JsonSubTypes.Type(value = ElementView.TextView.class, name = "text"),
  @JsonSubTypes.Type(value = ElementView.ModalView.class, name = "modal")
})
sealed interface ElementView {

  static List<ElementView> of(List<Element> elements) {
    return elements.stream().map(ElementView::of).toList();
  }

  private static ElementView of(Element element) {
    return switch (element) {
      case Element.InputTable table ->
          new InputTableView(
              table.id(),
              table.title(),
              table.at().orElse(null),
              table.columns().stream().map(ColumnView::of).toList(),
              table.formulas().stream().map(FormulaView::of).toList(),
              TableRulesView.of(table.rules()));
      case Element.Control control ->
          new ControlView(
              control.id(),
              control.title(),
              control.at().orElse(null),
              word(control.kind()),
              control.value());
      case Element.Button button ->
          new ButtonView(button.id(), button.title(), button.at().orElse(null));
      case Element.Text text ->
          new TextView(text.id(), text.title(), text.at().orElse(null), text.text());
      case Element.Modal modal ->
          new ModalView(modal.id(), modal.title(), word(modal.width()), of(modal.elements()));
    };
  }

  /** As workbook files write it. */
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** An editable table. */
  record InputTableView(
      String id,
      String title,
      @Nullable Placement at,
      List<ColumnView> columns,
      List<FormulaView> formulas,
      TableRulesView rules)
      implements ElementView {}

  /** Holds a value. */
  record ControlView(
      String id, String title, @Nullable Placement at, String kind, @Nullable Object value)
      implements ElementView {}

  /** Fires click. */
  record ButtonView(String id, String title, @Nullable Placement at) implements ElementView {}

  /** Fixed text. */
  record TextView(String id, String title, @Nullable Placement at, String text)
      implements ElementView {}

  /** Lies over the page when opened. */
  record ModalView(
      String id,
      String title,
      String width,
      @ArraySchema(schema = @Schema(ref = "#/components/schemas/ElementView"))
          List<ElementView> elements)
      implements ElementView {}

  /** What holds for the table as a whole; null does not restrict. */
  record TableRulesView(@Nullable Long maxRows, boolean allowBulkOperations, String entry) {
    static TableRulesView of(TableRules rules) {
      return new TableRulesView(
          rules.maxRows().isPresent() ? rules.maxRows().getAsLong() : null,
          rules.bulk(),
          word(rules.entry()));
    }
  }

  /**
   * A column people edit.
   *
   * @param isProtected whether only sequences write it
   * @param hasDefault whether a new row gets a value here if it is given none
   */
  record ColumnView(
      String id,
      String name,
      String kind,
      boolean required,
      @JsonProperty("protected") boolean isProtected,
      boolean hasDefault,
      RulesView rules) {
    static ColumnView of(Column column) {
      return new ColumnView(
          column.id(),
          column.name(),
          word(column.kind()),
          column.required(),
          column.isProtected(),
          column.fallback().isPresent(),
          RulesView.of(column.rules()));
    }
  }

  /** What a value must fulfil; null and an empty list do not restrict. */
  record RulesView(
      @Nullable BigDecimal min,
      @Nullable BigDecimal max,
      @Nullable String earliest,
      @Nullable String latest,
      @Nullable Integer minLength,
      @Nullable Integer maxLength,
      @Nullable String pattern,
      boolean unique,
      List<String> values,
      @Nullable ValuesFromView valuesFrom) {
    static RulesView of(Column.Rules rules) {
      return new RulesView(
          rules.min().orElse(null),
          rules.max().orElse(null),
          rules.earliest().map(CellText::of).orElse(null),
          rules.latest().map(CellText::of).orElse(null),
          rules.minLength().orElse(null),
          rules.maxLength().orElse(null),
          rules.pattern().map(TextPattern::toString).orElse(null),
          rules.unique(),
          List.copyOf(rules.values()),
          rules
              .valuesFrom()
              .map(from -> new ValuesFromView(from.element(), from.column()))
              .orElse(null));
    }
  }

  /** A column whose values are the choices. */
  record ValuesFromView(String element, String column) {}

  /** A computed column. */
  record FormulaView(String id, String name, String type, String formula) {
    static FormulaView of(FormulaColumn column) {
      return new FormulaView(
          column.id(), column.name(), word(column.formula().type()), column.formula().text());
    }
  }
}
