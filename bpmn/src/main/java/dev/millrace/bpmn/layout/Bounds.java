package dev.millrace.bpmn.layout;

/** A rectangle in pixels; x and y are its upper left corner. */
public record Bounds(int x, int y, int width, int height) {
  static Bounds centred(int x, int y, int width, int height) {
    return new Bounds(x - width / 2, y - height / 2, width, height);
  }

  /** A rectangle by its left edge and the line it is centred on. */
  static Bounds onLine(int left, int line, int width, int height) {
    return new Bounds(left, line - height / 2, width, height);
  }

  public int right() {
    return x + width;
  }

  public int bottom() {
    return y + height;
  }

  public int centreX() {
    return x + width / 2;
  }

  public int centreY() {
    return y + height / 2;
  }
}
