package dev.millrace.workbook.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One data app.
 *
 * @param id kebab-case, unique in the installation
 * @param connections name used in this workbook to connection name
 */
public record Workbook(
    String id,
    String title,
    Map<String, String> connections,
    List<Page> pages,
    List<Sequence> sequences) {
  public Workbook {
    connections = Map.copyOf(connections);
    pages = List.copyOf(pages);
    sequences = List.copyOf(sequences);
  }

  /** Every element, those inside others included, in reading order. */
  public Stream<Element> elements() {
    return pages.stream().flatMap(page -> page.elements().stream()).flatMap(Element::withInner);
  }

  public Optional<Element> element(String elementId) {
    return elements().filter(element -> element.id().equals(elementId)).findFirst();
  }

  public Optional<Sequence> sequence(String sequenceId) {
    return sequences.stream().filter(sequence -> sequence.id().equals(sequenceId)).findFirst();
  }
}
