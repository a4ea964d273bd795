package dev.millrace.workbook.model;

import java.util.List;

/**
 * One page.
 *
 * @param grid columns of the layout grid
 */
public record Page(String id, String title, int grid, List<Element> elements) {
  public Page {
    elements = List.copyOf(elements);
  }
}
