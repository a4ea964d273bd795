package dev.millrace.workbook.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The way to a node, as a list from the leaf up: spelt out only when somebody has to read it. */
final class Path {
  private static final int MAX_LENGTH = 500;
  static final Path ROOT = new Path(null, "");

  private final @Nullable Path parent;
  private final String segment;

  private Path(@Nullable Path parent, String segment) {
    this.parent = parent;
    this.segment = segment;
  }

  Path key(String key) {
    return new Path(this, this == ROOT ? key : "." + key);
  }

  Path index(int index) {
    return new Path(this, "[" + index + "]");
  }

  @Override
  public String toString() {
    Deque<String> segments = new ArrayDeque<>();
    for (Path path = this; path != null; path = path.parent) {
      segments.push(path.segment);
    }
    String text = String.join("", segments);
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
  }
}
