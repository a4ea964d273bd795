package dev.millrace.formula.variant;

import static dev.millrace.formula.ValueType.VARIANT;

import dev.millrace.formula.ValueType;
import dev.millrace.formula.array.Members;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.FunctionEntry;
import dev.millrace.formula.function.Parameter;
import dev.millrace.formula.syntax.Operator;
import dev.millrace.formula.value.Conversion;
import dev.millrace.formula.value.Variant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Functions that make JSON, and the path into it. To add one: an entry here, its rows of truth. */
public final class VariantEntries {
  private static final Parameter VALUE =
      Parameter.of(
          "value",
          VARIANT,
          ValueType.TEXT,
          ValueType.NUMBER,
          ValueType.DATE,
          ValueType.LOGICAL,
          ValueType.ARRAY);

  public static final List<Function> ALL =
      Stream.of(
              FunctionEntry.operator("Operators", Operator.PATH)
                  .help(
                      "What a value of JSON holds under a name, or as the member with a number from"
                          + " 0; Null if nothing. Names that are no words stand in quotes.")
                  .arguments(
                      Parameter.of("value", VARIANT),
                      new Parameter(
                          "step",
                          Set.of(ValueType.TEXT, ValueType.NUMBER),
                          0,
                          Parameter.Use.CONSTANT,
                          List.of()))
                  .returns(VARIANT)
                  .example("Number(Json(\"{\\\"a b\\\": [5, 7]}\").\"a b\".1)", 7L)
                  .local(a -> step((Variant) a.value(0), a.value(1)))
                  .lowered(VariantSql::path),
              FunctionEntry.function("Type", "Json")
                  .help("What a JSON text holds, Null if it is none; other values as JSON.")
                  .arguments(VALUE)
                  .returns(VARIANT)
                  .example("Text(Json(\"{\\\"a\\\": true}\").a)", "True")
                  .local(
                      a -> a.value(0) instanceof String text ? Variant.read(text) : of(a.value(0)))
                  .lowered(VariantSql::json),
              FunctionEntry.function("Type", "Variant")
                  .help("The value as JSON; a text stays a text.")
                  .arguments(VALUE)
                  .returns(VARIANT)
                  .example("Text(Variant(\"{}\"))", "{}")
                  .local(a -> of(a.value(0)))
                  .lowered(VariantSql::variant))
          .map(FunctionEntry::build)
          .toList();

  private VariantEntries() {}

  private static @Nullable Variant step(Variant value, Object step) {
    return step instanceof Long index ? value.member(index) : value.field(step.toString());
  }

  private static Variant of(Object value) {
    return switch (value) {
      case Variant variant -> variant;
      case LocalDateTime moment -> new Variant(Members.json(Conversion.text(moment)));
      default -> new Variant(Members.json(value));
    };
  }
}
