package dev.millrace.formula.catalogue;

import static dev.millrace.formula.function.Parameter.any;
import static dev.millrace.formula.function.Parameter.comparable;
import static dev.millrace.formula.function.Parameter.count;
import static dev.millrace.formula.function.Parameter.logical;
import static dev.millrace.formula.function.Parameter.number;
import static dev.millrace.formula.function.Parameter.same;

import dev.millrace.formula.ValueType;
import dev.millrace.formula.function.Arguments;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.FunctionEntry;
import dev.millrace.formula.function.Nulls;
import dev.millrace.formula.lowering.Choices;
import dev.millrace.formula.lowering.Comparisons;
import dev.millrace.formula.value.Ordering;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Functions that choose and test. To add one: an entry here and its rows in the table of truth. */
final class LogicalEntries {
  static final List<Function> ALL =
      Stream.of(
              function("If")
                  .help("The first value whose condition holds, else the last one, else Null.")
                  .repeating(1, logical("condition"), same("value", 1))
                  .optional(same("else", 1))
                  .returnsShared(1)
                  .example("If(1 > 2, \"a\", 2 > 1, \"b\", \"c\")", "b")
                  .local(LogicalEntries::firstThatHolds)
                  .lowered(Choices::ifThen),
              function("Switch")
                  .help("The result of the first case that equals the value, else the default.")
                  .arguments(comparable("value", 2))
                  .repeating(1, comparable("case", 2), same("result", 1))
                  .optional(same("default", 1))
                  .returnsShared(1)
                  .example("Switch(2, 1, \"one\", 2, \"two\", \"many\")", "two")
                  .local(LogicalEntries::firstThatEquals)
                  .lowered(Choices::switchOn),
              function("Choose")
                  .help("The value at a position, counted from 1; Null if there is none.")
                  .arguments(count("index"))
                  .repeating(1, same("value", 1))
                  .returnsShared(1)
                  .example("Choose(2, \"mill\", \"race\")", "race")
                  .local(LogicalEntries::chosen)
                  .lowered(Choices::choose),
              function("Coalesce")
                  .help("The first value that is not Null.")
                  .arguments(same("value", 1))
                  .repeating(0, same("other", 1))
                  .returnsShared(1)
                  .example("Coalesce(Null, 7)", 7L)
                  .local(LogicalEntries::firstThatIs)
                  .lowered(Choices::coalesce),
              function("Zn")
                  .help("The number, or 0 in place of Null.")
                  .arguments(number("number"))
                  .returns(ValueType.NUMBER)
                  .example("Zn(Null)", 0L)
                  .local(a -> a.orNull(0) == null ? Long.valueOf(0) : a.orNull(0))
                  .lowered(Choices::zeroForNull),
              function("NullIf")
                  .help("Null if both are equal, else the first.")
                  .arguments(comparable("value", 1), comparable("other", 1))
                  .returnsShared(1)
                  .example("NullIf(\"-\", \"-\")", null)
                  .local(a -> Boolean.TRUE.equals(equal(a, 0, 1)) ? null : a.orNull(0))
                  .lowered(Choices::nullIf),
              function("IsNull")
                  .help("Whether there is no value.")
                  .arguments(any("value"))
                  .returns(ValueType.LOGICAL)
                  .example("IsNull(1 / 0)", true)
                  .local(a -> a.orNull(0) == null)
                  .lowered(Choices::isNull),
              function("IsNotNull")
                  .help("Whether there is a value.")
                  .arguments(any("value"))
                  .returns(ValueType.LOGICAL)
                  .example("IsNotNull(0)", true)
                  .local(a -> a.orNull(0) != null)
                  .lowered(Choices::isNotNull),
              function("In")
                  .help("Whether the value equals one of the candidates.")
                  .arguments(comparable("value", 1))
                  .repeating(1, comparable("candidate", 1))
                  .returns(ValueType.LOGICAL)
                  .example("In(\"b\", \"a\", \"b\")", true)
                  .local(LogicalEntries::isOneOf)
                  .lowered(Comparisons::in),
              function("Between")
                  .help("Whether the value lies from low to high, both included.")
                  .arguments(comparable("value", 1), comparable("low", 1), comparable("high", 1))
                  .returns(ValueType.LOGICAL)
                  .example("Between(5, 1, 5)", true)
                  .local(LogicalEntries::isBetween)
                  .lowered(Comparisons::between))
          .map(FunctionEntry::build)
          .toList();

  private LogicalEntries() {}

  private static FunctionEntry function(String name) {
    return FunctionEntry.function("Logical", name).nulls(Nulls.HANDLED);
  }

  private static @Nullable Object firstThatHolds(Arguments arguments) {
    int i = 0;
    for (; i + 1 < arguments.size(); i += 2) {
      if (arguments.holds(i)) {
        return arguments.orNull(i + 1);
      }
    }
    return i < arguments.size() ? arguments.orNull(i) : null;
  }

  private static @Nullable Object firstThatEquals(Arguments arguments) {
    int i = 1;
    for (; i + 1 < arguments.size(); i += 2) {
      if (Boolean.TRUE.equals(equal(arguments, 0, i))) {
        return arguments.orNull(i + 1);
      }
    }
    return i < arguments.size() ? arguments.orNull(i) : null;
  }

  private static @Nullable Object chosen(Arguments arguments) {
    int index = arguments.orNull(0) == null ? 0 : arguments.count(0);
    return index >= 1 && index < arguments.size() ? arguments.orNull(index) : null;
  }

  private static @Nullable Object firstThatIs(Arguments arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.orNull(i) != null) {
        return arguments.orNull(i);
      }
    }
    return null;
  }

  private static @Nullable Boolean isOneOf(Arguments arguments) {
    boolean unknown = false;
    for (int i = 1; i < arguments.size(); i++) {
      Boolean same = equal(arguments, 0, i);
      if (Boolean.TRUE.equals(same)) {
        return true;
      }
      unknown |= same == null;
    }
    return unknown ? null : false;
  }

  private static @Nullable Boolean isBetween(Arguments arguments) {
    Integer low = order(arguments, 0, 1);
    Integer high = order(arguments, 0, 2);
    if ((low != null && low < 0) || (high != null && high > 0)) {
      return false;
    }
    return (low == null || high == null) ? null : true;
  }

  private static @Nullable Boolean equal(Arguments arguments, int left, int right) {
    Integer order = order(arguments, left, right);
    return order == null ? null : order == 0;
  }

  private static @Nullable Integer order(Arguments arguments, int left, int right) {
    Object first = arguments.orNull(left);
    Object second = arguments.orNull(right);
    return (first == null || second == null) ? null : Ordering.NATURAL.compare(first, second);
  }
}
