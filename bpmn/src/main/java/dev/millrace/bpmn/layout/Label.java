package dev.millrace.bpmn.layout;

/** Room for a text that stands beside its shape. */
final class Label {
  /** Two events side by side leave each other this much. */
  private static final int EVENT_WIDTH = 90;

  /** A gateway never has another label beside it. */
  private static final int GATEWAY_WIDTH = 150;

  /** From the left edge of its task to a boundary event. */
  private static final int BOUNDARY_WIDTH = 50;

  private static final int MIN_WIDTH = 20;
  private static final int CHARACTER_WIDTH = 7;
  private static final int LINE_HEIGHT = 14;
  private static final int MAX_LINES = 3;

  private Label() {}

  static Bounds belowEvent(Bounds event, String text) {
    int width = width(text, EVENT_WIDTH);
    return new Bounds(
        event.centreX() - width / 2, event.bottom() + 7, width, height(text, EVENT_WIDTH));
  }

  static Bounds aboveGateway(Bounds gateway, String text) {
    int width = width(text, GATEWAY_WIDTH);
    int height = height(text, GATEWAY_WIDTH);
    return new Bounds(gateway.centreX() - width / 2, gateway.y() - 5 - height, width, height);
  }

  /** Left of a boundary event, below its task. */
  static Bounds besideBoundary(Bounds event, String text) {
    int width = width(text, BOUNDARY_WIDTH);
    return new Bounds(
        event.x() - 4 - width, event.centreY() + 4, width, height(text, BOUNDARY_WIDTH));
  }

  private static int width(String text, int max) {
    return Math.clamp(text.length() * (long) CHARACTER_WIDTH, MIN_WIDTH, max);
  }

  /** A longer text than fits is drawn over its room's edge by viewers; nothing is cut. */
  private static int height(String text, int width) {
    int lines = Math.ceilDiv(text.length() * CHARACTER_WIDTH, width);
    return Math.clamp(lines, 1, MAX_LINES) * LINE_HEIGHT;
  }
}
