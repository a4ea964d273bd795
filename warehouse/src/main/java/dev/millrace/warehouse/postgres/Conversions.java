package dev.millrace.warehouse.postgres;

/**
 * Texts of a CSV file as values. PostgreSQL 15 has no cast that gives NULL where it fails, so each
 * expression looks at the text first. They read what DuckDB's {@code TRY_CAST} reads.
 */
final class Conversions {
  private static final String TIME =
      "([ T]([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?)?";

  private Conversions() {}

  /** The text as a value of that SQL type, or NULL where it is none. */
  static String of(String text, String sqlType) {
    String trimmed = "trim(" + text + ")";
    return switch (sqlType) {
      case "VARCHAR" -> text;
      case "BOOLEAN" -> logical(trimmed);
      case "DATE", "TIMESTAMP" -> date(trimmed, sqlType);
      default -> number("replace(" + trimmed + ", ',', '')", sqlType);
    };
  }

  private static String number(String text, String sqlType) {
    return """
    CASE WHEN %1$s ~ '^[+-]?([0-9]{1,40}[.]?[0-9]{0,250}|[.][0-9]{1,250})([eE][+-]?[0-9]{1,2})?$'
      THEN CASE WHEN abs(round(CAST(%1$s AS NUMERIC), 10)) < 1e18
        THEN CAST(CAST(%1$s AS NUMERIC) AS %2$s) END END\
    """
        .formatted(text, sqlType);
  }

  /** The day is compared with the month's last one: 30 February is no date. */
  private static String date(String text, String sqlType) {
    return """
    CASE WHEN %1$s ~ '^[0-9]{4}[-/](0?[1-9]|1[0-2])[-/](0?[1-9]|[12][0-9]|3[01])%2$s$'
        AND left(%1$s, 4) <> '0000'
      THEN CASE WHEN CAST(substring(%1$s FROM '^[0-9]{4}[-/][0-9]+[-/]([0-9]+)') AS INTEGER)
          <= date_part('day', make_date(CAST(left(%1$s, 4) AS INTEGER),
            CAST(substring(%1$s FROM '^[0-9]{4}[-/]([0-9]+)') AS INTEGER), 1)
            + INTERVAL '1 month' - INTERVAL '1 day')
        THEN CAST(%1$s AS %3$s) END END\
    """
        .formatted(text, TIME, sqlType);
  }

  private static String logical(String text) {
    return """
    CASE WHEN lower(%1$s) IN ('true', 't', '1', 'yes', 'y') THEN TRUE
      WHEN lower(%1$s) IN ('false', 'f', '0', 'no', 'n') THEN FALSE END\
    """
        .formatted(text);
  }
}
