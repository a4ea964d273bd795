package dev.millrace.bpmn.layout;

/** Room for a text that stands beside its shape. */
final class Label {
  /** Fits between two neighbours in a row. */
  static final int MAX_WIDTH = 150;

  private static final int CHARACTER_WIDTH = 7;
  private static final int LINE_HEIGHT = 14;
  private static final int MAX_LINES = 3;

  private Label() {}

  static int width(String text) {
    return Math.min(MAX_WIDTH, Math.max(20, text.length() * CHARACTER_WIDTH));
  }

  /** A longer text than fits is drawn over its room's edge by viewers; nothing is cut. */
  static int height(String text) {
    int lines = Math.ceilDiv(text.length() * CHARACTER_WIDTH, MAX_WIDTH);
    return Math.clamp(lines, 1, MAX_LINES) * LINE_HEIGHT;
  }

  static Bounds below(Bounds shape, String text) {
    int width = width(text);
    return new Bounds(shape.centreX() - width / 2, shape.bottom() + 7, width, height(text));
  }

  static Bounds above(Bounds shape, String text) {
    int width = width(text);
    int height = height(text);
    return new Bounds(shape.centreX() - width / 2, shape.y() - 5 - height, width, height);
  }
}
