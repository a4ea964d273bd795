package dev.millrace.app.workbook;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.model.FormulaColumn;
import dev.millrace.workbook.model.Placement;
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
              table.formulas().stream().map(FormulaView::of).toList());
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

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** An editable table. */
  record InputTableView(
      String id,
      String title,
      @Nullable Placement at,
      List<ColumnView> columns,
      List<FormulaView> formulas)
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

  /** A column people edit. */
  record ColumnView(String id, String name, String kind, boolean required, RulesView rules) {
    static ColumnView of(Column column) {
      Column.Rules rules = column.rules();
      return new ColumnView(
          column.id(),
          column.name(),
          word(column.kind()),
          column.required(),
          new RulesView(
              rules.min().orElse(null),
              rules.max().orElse(null),
              rules.maxLength().orElse(null),
              rules.values()));
    }
  }

  /** What a value must fulfil; null and an empty list do not restrict. */
  record RulesView(
      @Nullable BigDecimal min,
      @Nullable BigDecimal max,
      @Nullable Integer maxLength,
      List<String> values) {}

  /** A computed column. */
  record FormulaView(String id, String name, String type, String formula) {
    static FormulaView of(FormulaColumn column) {
      return new FormulaView(
          column.id(), column.name(), word(column.formula().type()), column.formula().text());
    }
  }
}
