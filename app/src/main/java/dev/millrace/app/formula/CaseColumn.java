package dev.millrace.app.formula;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.formula.ElementQuery.ColumnType;
import dev.millrace.formula.array.Members;
import dev.millrace.formula.value.Variant;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A column of a case's rows, as a warehouse would hold it. */
record CaseColumn(ColumnType type, List<@Nullable Object> values) {
  private static final int SCALE = 10;
  private static final int DIGITS = 28;
  private static final int LONG_DIGITS = 19;

  /**
   * Reads it.
   *
   * @param type as the case names it; empty: as JSON has the values
   * @throws CaseException {@code CASE_INVALID} for a value that is not of its column's type
   */
  static CaseColumn of(String name, Optional<String> type, List<JsonNode> cells) {
    String known = type.orElseGet(() -> inferred(cells));
    return switch (known) {
      case "number" -> numbers(name, cells);
      case "logical" ->
          new CaseColumn(
              ColumnType.BOOLEAN,
              each(
                  cells,
                  cell -> cell.isBoolean() ? cell.booleanValue() : refuse(name, cell, known)));
      case "text" ->
          new CaseColumn(
              ColumnType.TEXT,
              each(cells, cell -> cell.isTextual() ? cell.textValue() : refuse(name, cell, known)));
      case "date" -> new CaseColumn(ColumnType.TIMESTAMP, each(cells, cell -> moment(name, cell)));
      case "array" ->
          new CaseColumn(
              ColumnType.ARRAY,
              each(cells, cell -> cell.isArray() ? cell.toString() : refuse(name, cell, known)));
      case "variant" -> new CaseColumn(ColumnType.JSON, each(cells, CaseColumn::json));
      default ->
          throw new CaseException(
              "CASE_INVALID",
              "Column '%s' has the type '%s'; types are text, number, date, logical, array and variant."
                  .formatted(name, known));
    };
  }

  /** The values as formulas see them, where no warehouse is between. */
  List<@Nullable Object> seen() {
    if (type != ColumnType.ARRAY) {
      return values;
    }
    List<@Nullable Object> arrays = new ArrayList<>(values.size());
    for (Object value : values) {
      arrays.add(value == null ? null : Members.ofColumn(value.toString()));
    }
    return arrays;
  }

  private static String inferred(List<JsonNode> cells) {
    for (JsonNode cell : cells) {
      if (cell.isNumber()) {
        return "number";
      }
      if (cell.isBoolean()) {
        return "logical";
      }
      if (cell.isContainerNode()) {
        return cell.isArray() ? "array" : "variant";
      }
      if (!cell.isNull()) {
        return "text";
      }
    }
    return "text";
  }

  private interface Reading {
    Object of(JsonNode cell);
  }

  private static List<@Nullable Object> each(List<JsonNode> cells, Reading reading) {
    List<@Nullable Object> values = new ArrayList<>(cells.size());
    for (JsonNode cell : cells) {
      values.add(cell.isNull() ? null : reading.of(cell));
    }
    return values;
  }

  private static Object refuse(String name, JsonNode cell, String type) {
    String shown = cell.toString();
    throw new CaseException(
        "CASE_INVALID",
        "Column '%s' is of type %s and cannot hold %s."
            .formatted(name, type, shown.length() > 50 ? shown.substring(0, 50) + "…" : shown));
  }

  /** Whole numbers, else decimals, else floats: what all of them fit into. */
  private static CaseColumn numbers(String name, List<JsonNode> cells) {
    List<@Nullable Object> decimals =
        each(cells, cell -> cell.isNumber() ? cell.decimalValue() : refuse(name, cell, "number"));
    boolean whole = true;
    boolean exact = true;
    for (Object value : decimals) {
      if (value instanceof BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        whole &= plain.scale() <= 0 && isLong(plain);
        exact &= plain.scale() <= SCALE && plain.precision() - plain.scale() <= DIGITS - SCALE;
      }
    }
    List<@Nullable Object> held = new ArrayList<>(decimals.size());
    for (Object value : decimals) {
      BigDecimal number = (BigDecimal) value;
      if (number == null) {
        held.add(null);
      } else if (whole) {
        held.add(number.longValueExact());
      } else {
        held.add(exact ? (Object) number.setScale(SCALE) : (Object) number.doubleValue());
      }
    }
    ColumnType type = exact ? ColumnType.DECIMAL : ColumnType.DOUBLE;
    return new CaseColumn(whole ? ColumnType.INTEGER : type, held);
  }

  /** A text that holds an object or an array is its JSON text; else it stands for itself. */
  private static String json(JsonNode cell) {
    String text = cell.asText().strip();
    boolean written = cell.isTextual() && (text.startsWith("{") || text.startsWith("["));
    return written && Variant.read(text) != null ? text : cell.toString();
  }

  private static boolean isLong(BigDecimal whole) {
    return whole.precision() - whole.scale() <= LONG_DIGITS
        && whole.toBigInteger().bitLength() < Long.SIZE;
  }

  private static Object moment(String name, JsonNode cell) {
    String text = cell.asText();
    try {
      if (text.length() <= 10) {
        return LocalDate.parse(text).atStartOfDay();
      }
      boolean zoned =
          text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
      return zoned
          ? OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
          : LocalDateTime.parse(text.replace(' ', 'T'));
    } catch (DateTimeParseException e) {
      return refuse(name, cell, "date");
    }
  }
}
