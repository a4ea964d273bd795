package dev.millrace.app.workbook;

import dev.millrace.app.published.PublishedWorkbook;
import dev.millrace.workbook.model.Page;
import dev.millrace.workbook.model.Sequence;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A workbook as a browser shows it. */
record WorkbookView(
    String id, String title, int version, List<PageView> pages, List<SequenceView> sequences) {

  static WorkbookView of(PublishedWorkbook published) {
    return new WorkbookView(
        published.id(),
        published.workbook().title(),
        published.version(),
        published.workbook().pages().stream().map(PageView::of).toList(),
        published.workbook().sequences().stream().map(SequenceView::of).toList());
  }

  /**
   * A page.
   *
   * @param grid columns of its layout grid
   */
  record PageView(String id, String title, int grid, List<ElementView> elements) {
    static PageView of(Page page) {
      return new PageView(page.id(), page.title(), page.grid(), ElementView.of(page.elements()));
    }
  }

  /**
   * A sequence, as far as a browser needs it.
   *
   * @param selection the element whose selected rows it works on
   */
  record SequenceView(
      String id,
      String name,
      boolean enabled,
      @Nullable TriggerView trigger,
      @Nullable String selection) {
    static SequenceView of(Sequence sequence) {
      return new SequenceView(
          sequence.id(),
          sequence.name(),
          sequence.enabled(),
          sequence
              .trigger()
              .map(trigger ->
                  new TriggerView(
                      trigger.element(), trigger.type().name().toLowerCase(Locale.ROOT)))
              .orElse(null),
          sequence.selection().orElse(null));
    }
  }

  /** What fires a sequence. */
  record TriggerView(String element, String type) {}
}
