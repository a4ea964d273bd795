package dev.millrace.workbook.access;

/** The one place that says yes or no. What it was not told to allow, it denies. */
@FunctionalInterface
public interface Access {
  /**
   * Whether the reader has the right on that workbook.
   *
   * @param workbook workbook id; empty for what belongs to no workbook
   */
  boolean allows(Reader reader, Right right, String workbook);

  /**
   * Passes only if the reader has the right.
   *
   * @throws Refusal {@code ACCESS_DENIED}
   */
  default void require(Reader reader, Right right, String workbook) {
    if (!allows(reader, right, workbook)) {
      throw Refusal.of(
          Refusal.Kind.FORBIDDEN,
          "ACCESS_DENIED",
          "This needs the right %s%s. An administrator can grant it."
              .formatted(right, workbook.isEmpty() ? "" : " on workbook '" + workbook + "'"));
    }
  }
}
