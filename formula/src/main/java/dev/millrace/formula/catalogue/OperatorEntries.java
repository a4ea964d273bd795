package dev.millrace.formula.catalogue;

import static dev.millrace.formula.function.Parameter.comparable;
import static dev.millrace.formula.function.Parameter.logical;
import static dev.millrace.formula.function.Parameter.number;
import static dev.millrace.formula.function.Parameter.text;

import dev.millrace.formula.Dialect;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.function.Arguments;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.FunctionEntry;
import dev.millrace.formula.function.Nulls;
import dev.millrace.formula.lowering.Choices;
import dev.millrace.formula.lowering.Comparisons;
import dev.millrace.formula.lowering.Decimals;
import dev.millrace.formula.lowering.Division;
import dev.millrace.formula.lowering.Rounded;
import dev.millrace.formula.syntax.Operator;
import dev.millrace.formula.value.Arithmetic;
import dev.millrace.formula.value.Ordering;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operators. To add one: a sign in the parser's table, an entry here, rows of truth. */
final class OperatorEntries {
  static final List<Function> ALL =
      Stream.of(
              arithmetic(Operator.ADD, "Sum of two numbers.", "2 + 3", 5L)
                  .local(a -> Arithmetic.add(a.number(0), a.number(1)))
                  .lowered(Decimals::add),
              arithmetic(Operator.SUBTRACT, "Difference of two numbers.", "2 - 3", -1L)
                  .local(a -> Arithmetic.subtract(a.number(0), a.number(1)))
                  .lowered(Decimals::subtract),
              arithmetic(Operator.MULTIPLY, "Product of two numbers.", "2 * 3", 6L)
                  .local(a -> Arithmetic.multiply(a.number(0), a.number(1)))
                  .lowered(Decimals::multiply),
              arithmetic(Operator.DIVIDE, "Quotient, always with its fraction.", "7 / 2", 3.5)
                  .local(a -> Arithmetic.divide(a.number(0), a.number(1)))
                  .lowered(Division::divide),
              arithmetic(Operator.REMAINDER, "What a truncating division leaves.", "-7 % 3", -1L)
                  .local(a -> Arithmetic.remainder(a.number(0), a.number(1)))
                  .lowered(Decimals::remainder),
              arithmetic(Operator.POWER, "Base to the power of an exponent.", "2 ^ 3 ^ 2", 512L)
                  .local(a -> Arithmetic.power(a.number(0), a.number(1)))
                  .lowered(Rounded::power),
              entry(Operator.NEGATE)
                  .help("The number with its sign turned.")
                  .arguments(number("number"))
                  .returns(ValueType.NUMBER)
                  .example("-2 ^ 2", -4L)
                  .local(a -> Arithmetic.negate(a.number(0)))
                  .lowered(Decimals::negate),
              entry(Operator.JOIN.sign())
                  .help("Two texts, one behind the other.")
                  .arguments(text("left"), text("right"))
                  .returns(ValueType.TEXT)
                  .example("\"mill\" & \"race\"", "millrace")
                  .local(a -> a.text(0) + a.text(1))
                  .on(Dialect.DUCKDB, "({left} || {right})")
                  .on(Dialect.POSTGRESQL, "({left} || {right})"),
              comparison(Operator.EQUAL, "are equal", "1 = 1.0", order -> order == 0, true)
                  .lowered(Comparisons::equal),
              comparison(Operator.NOT_EQUAL, "differ", "\"a\" != \"A\"", order -> order != 0, true)
                  .lowered(Comparisons::notEqual),
              comparison(Operator.LESS, "rise", "\"Z\" < \"a\"", order -> order < 0, true)
                  .lowered(Comparisons::less),
              comparison(
                      Operator.LESS_OR_EQUAL, "do not fall", "2 <= 1", order -> order <= 0, false)
                  .lowered(Comparisons::lessOrEqual),
              comparison(Operator.GREATER, "fall", "2 > 1", order -> order > 0, true)
                  .lowered(Comparisons::greater),
              comparison(
                      Operator.GREATER_OR_EQUAL, "do not rise", "2 >= 2", order -> order >= 0, true)
                  .lowered(Comparisons::greaterOrEqual),
              connective(Operator.AND, "Whether both hold.", "True And False", false)
                  .local(a -> and(truth(a, 0), truth(a, 1)))
                  .lowered(Choices::and),
              connective(Operator.OR, "Whether one holds, or both.", "True Or Null", true)
                  .local(a -> or(truth(a, 0), truth(a, 1)))
                  .lowered(Choices::or),
              entry(Operator.NOT)
                  .help("The opposite.")
                  .arguments(logical("condition"))
                  .returns(ValueType.LOGICAL)
                  .example("Not 1 = 2", true)
                  .local(a -> !a.logical(0))
                  .lowered(Choices::not))
          .map(FunctionEntry::build)
          .toList();

  private OperatorEntries() {}

  private static FunctionEntry entry(String name) {
    return FunctionEntry.operator("Operators", name);
  }

  private static FunctionEntry arithmetic(
      Operator operator, String help, String example, Object expected) {
    return entry(operator.sign())
        .help(help)
        .arguments(number("left"), number("right"))
        .returns(ValueType.NUMBER)
        .example(example, expected);
  }

  private static FunctionEntry comparison(
      Operator operator, String words, String example, IntPredicate holds, boolean expected) {
    return entry(operator.sign())
        .help("Whether two values of one type " + words + ", in this order.")
        .arguments(comparable("left", 1), comparable("right", 1))
        .returns(ValueType.LOGICAL)
        .example(example, expected)
        .local(a -> holds.test(Ordering.NATURAL.compare(a.value(0), a.value(1))));
  }

  private static FunctionEntry connective(
      Operator operator, String help, String example, Object expected) {
    return entry(operator.sign())
        .help(help)
        .arguments(logical("left"), logical("right"))
        .returns(ValueType.LOGICAL)
        .nulls(Nulls.HANDLED)
        .example(example, expected);
  }

  private static @Nullable Boolean truth(Arguments arguments, int index) {
    return (Boolean) arguments.orNull(index);
  }

  private static @Nullable Boolean and(@Nullable Boolean left, @Nullable Boolean right) {
    if (Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right)) {
      return false;
    }
    return (left == null || right == null) ? null : true;
  }

  private static @Nullable Boolean or(@Nullable Boolean left, @Nullable Boolean right) {
    if (Boolean.TRUE.equals(left) || Boolean.TRUE.equals(right)) {
      return true;
    }
    return (left == null || right == null) ? null : false;
  }
}
