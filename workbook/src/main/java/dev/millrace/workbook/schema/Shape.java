package dev.millrace.workbook.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys of one kind of mapping.
 *
 * @param name with its article, e.g. "a page"
 * @param later keys that are planned but not supported yet
 */
public record Shape(String name, List<Key> keys, List<String> later) {
  public Shape {
    keys = List.copyOf(keys);
    later = List.copyOf(later);
  }

  static Shape of(String name, Key... keys) {
    return new Shape(name, List.of(keys), List.of());
  }

  Shape later(String... names) {
    return new Shape(name, keys, List.of(names));
  }

  Shape and(List<Key> more) {
    List<Key> all = new ArrayList<>(keys);
    all.addAll(more);
    return new Shape(name, all, later);
  }

  /** The key of that name or alias. */
  public Optional<Key> key(String keyName) {
    return keys.stream()
        .filter(key -> key.name().equals(keyName) || key.aliases().contains(keyName))
        .findFirst();
  }

  public List<String> keyNames() {
    return keys.stream().map(Key::name).toList();
  }
}
