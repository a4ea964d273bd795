package dev.millrace.formula.catalogue;

import static dev.millrace.formula.ValueType.DATE;
import static dev.millrace.formula.ValueType.LOGICAL;
import static dev.millrace.formula.ValueType.NUMBER;
import static dev.millrace.formula.ValueType.TEXT;
import static dev.millrace.formula.ValueType.VARIANT;

import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.FunctionEntry;
import dev.millrace.formula.function.Parameter;
import dev.millrace.formula.value.Conversion;
import dev.millrace.formula.value.Variant;
import dev.millrace.formula.variant.VariantCasts;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Conversions between types. To add one: an entry here and its rows in the table of truth. */
final class TypeEntries {
  static final List<Function> ALL =
      Stream.of(
              function("Text")
                  .help("The value as text: shortest decimal, ISO 8601 moment, True or False.")
                  .arguments(Parameter.of("value", TEXT, NUMBER, DATE, LOGICAL, VARIANT))
                  .returns(TEXT)
                  .example("Text(1.50)", "1.5")
                  .local(a -> text(a.value(0)))
                  .lowered(VariantCasts::text),
              function("Number")
                  .help("The number a text holds, Null if none; True is 1, False is 0.")
                  .arguments(Parameter.of("value", NUMBER, TEXT, LOGICAL, VARIANT))
                  .returns(NUMBER)
                  .example("Number(\"12.5\")", 12.5)
                  .local(a -> number(a.value(0)))
                  .lowered(VariantCasts::number),
              function("Logical")
                  .help(
                      "The logical value of a text or a number; 0 is False. Null if there is none.")
                  .arguments(Parameter.of("value", LOGICAL, TEXT, NUMBER, VARIANT))
                  .returns(LOGICAL)
                  .example("Logical(\"TRUE\")", true)
                  .local(a -> logical(a.value(0)))
                  .lowered(VariantCasts::logical),
              function("Date")
                  .help("The moment of an ISO 8601 text, or of seconds since 1970; Null if none.")
                  .arguments(Parameter.of("value", DATE, TEXT, NUMBER, VARIANT))
                  .returns(DATE)
                  .example("Date(\"2024-02-29\")", LocalDateTime.of(2024, 2, 29, 0, 0))
                  .local(a -> date(a.value(0)))
                  .lowered(VariantCasts::date))
          .map(FunctionEntry::build)
          .toList();

  private TypeEntries() {}

  private static FunctionEntry function(String name) {
    return FunctionEntry.function("Type", name);
  }

  private static String text(Object value) {
    return value instanceof Variant variant ? variant.text() : Conversion.text(value);
  }

  private static @Nullable Number number(Object value) {
    return switch (value) {
      case String text -> Conversion.number(text);
      case Boolean logical -> Long.valueOf(logical ? 1 : 0);
      case Variant variant -> variant.number();
      default -> (Number) value;
    };
  }

  private static @Nullable Boolean logical(Object value) {
    return switch (value) {
      case String text -> Conversion.logical(text);
      case Number number -> number.doubleValue() != 0;
      case Variant variant -> variant.logical();
      default -> (Boolean) value;
    };
  }

  private static @Nullable LocalDateTime date(Object value) {
    return switch (value) {
      case String text -> Conversion.moment(text);
      case Number number -> Conversion.moment(number);
      case Variant variant -> variant.date();
      default -> (LocalDateTime) value;
    };
  }
}
