package dev.millrace.app.row;

import dev.millrace.app.published.PublishedWorkbook;
import dev.millrace.app.published.PublishedWorkbooks;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.access.Right;
import dev.millrace.workbook.model.Element;

/** Finds the elements that have rows. */
final class Tables {
  private Tables() {}

  /** The table, if the reader has that right on its workbook. */
  static Element.InputTable require(
      PublishedWorkbooks workbooks, String workbook, String element, Reader reader, Right right) {
    return require(workbooks.require(workbook, reader, right), element);
  }

  static Element.InputTable require(PublishedWorkbook workbook, String element) {
    return workbook
        .workbook()
        .element(element)
        .filter(Element.InputTable.class::isInstance)
        .map(Element.InputTable.class::cast)
        .orElseThrow(() ->
            Refusal.of(
                Refusal.Kind.NOT_FOUND,
                "ELEMENT_NOT_FOUND",
                "The workbook '%s' has no such element with rows.".formatted(workbook.id())));
  }
}
