package dev.millrace.workbook.schema;

/** Prints the shapes as a JSON schema. */
public final class JsonSchema {
  private JsonSchema() {}

  /** The schema of a workbook file, draft 2020-12. */
  public static String text() {
    return "{}";
  }
}
