package dev.millrace.formula.array;

import static dev.millrace.formula.ValueType.ARRAY;
import static dev.millrace.formula.ValueType.LOGICAL;
import static dev.millrace.formula.ValueType.NUMBER;
import static dev.millrace.formula.ValueType.TEXT;
import static dev.millrace.formula.function.Parameter.count;
import static dev.millrace.formula.function.Parameter.number;
import static dev.millrace.formula.function.Parameter.plain;
import static dev.millrace.formula.function.Parameter.text;
import static dev.millrace.formula.function.Parameter.writtenText;

import dev.millrace.formula.function.Arguments;
import dev.millrace.formula.function.Constants;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.FunctionEntry;
import dev.millrace.formula.function.Nulls;
import dev.millrace.formula.function.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Functions of arrays. To add one: an entry here and its rows in the table of truth. Examples of
 * aggregates run over {@code [Amount]}: 1, Null, 2.5, 1.
 */
public final class ArrayEntries {
  private static final int FURTHEST = 1_000_000_000;

  public static final List<Function> ALL =
      Stream.of(
              function("Array", "An array of these values.")
                  .arguments(plain("value"))
                  .repeating(0, plain("other"))
                  .nulls(Nulls.HANDLED)
                  .returns(ARRAY)
                  .example("Array(1, 2)", List.of(1L, 2L))
                  .local(ArrayEntries::made)
                  .lowered(ArraySql::array),
              function("ArrayCompact", "The array without its Nulls.")
                  .arguments(array("array"))
                  .returns(ARRAY)
                  .example("ArrayCompact(Array(1, Null))", List.of(1L))
                  .local(a -> Arrays.compact(list(a, 0)))
                  .lowered(ArraySql::compact),
              function("ArrayConcat", "The arrays end to end.")
                  .arguments(array("array"))
                  .repeating(0, array("other"))
                  .returns(ARRAY)
                  .example("ArrayConcat(Array(1), Array(2, 1))", List.of(1L, 2L, 1L))
                  .local(a -> Arrays.joined(lists(a)))
                  .lowered(ArraySql::joined),
              function("ArrayContains", "Whether the value is a member.")
                  .arguments(array("array"), plain("target"))
                  .returns(LOGICAL)
                  .example("ArrayContains(Array(1, 2), 2)", true)
                  .local(a -> Arrays.contains(list(a, 0), Objects.requireNonNull(a.orNull(1))))
                  .lowered(ArraySql::contains),
              function("ArrayDistinct", "Each member once, Null too.")
                  .arguments(array("array"))
                  .returns(ARRAY)
                  .example("ArrayDistinct(Array(1, 2, 1))", List.of(1L, 2L))
                  .local(a -> Arrays.distinct(list(a, 0)))
                  .lowered(ArraySql::distinct),
              function(
                      "ArrayExcept", "Members of the first, each once, that are not in the second.")
                  .arguments(array("first"), array("second"))
                  .returns(ARRAY)
                  .example("ArrayExcept(Array(1, 2, 1), Array(2))", List.of(1L))
                  .local(a -> Arrays.those(list(a, 0), list(a, 1), false))
                  .lowered(ArraySql::except),
              function("ArrayIntersection", "Members of the first, each once, that are in both.")
                  .arguments(array("first"), array("second"))
                  .returns(ARRAY)
                  .example("ArrayIntersection(Array(1, 2, 1), Array(1))", List.of(1L))
                  .local(a -> Arrays.those(list(a, 0), list(a, 1), true))
                  .lowered(ArraySql::intersection),
              function(
                      "ArrayJoin",
                      "The members as one text; Nulls are left out, or replaced by a text.")
                  .arguments(array("array"))
                  .optional(writtenText("separator"), text("null_replacement"))
                  .returns(TEXT)
                  .example("ArrayJoin(Array(1, Null, 2), \"; \", \"-\")", "1; -; 2")
                  .local(a ->
                      Arrays.joined(
                          list(a, 0),
                          a.size() > 1 ? a.text(1) : ",",
                          a.size() > 2 ? a.text(2) : null))
                  .lowered(ArrayTexts::join),
              function("ArrayLength", "Number of members.")
                  .arguments(array("array"))
                  .returns(NUMBER)
                  .example("ArrayLength(Array(1, Null))", 2L)
                  .local(a -> (long) list(a, 0).size())
                  .lowered(ArraySql::length),
              function(
                      "ArraySlice",
                      "Part of an array from a place on, counted from 0, or from the end if negative.")
                  .arguments(array("array"), count("start"))
                  .optional(count("length"))
                  .returns(ARRAY)
                  .example("ArraySlice(Array(1, 2, 3), 1, 1)", List.of(2L))
                  .local(a ->
                      Arrays.slice(list(a, 0), a.count(1), a.size() > 2 ? a.count(2) : FURTHEST))
                  .lowered(ArraySql::slice),
              function("SplitToArray", "The parts of a text between delimiters.")
                  .arguments(text("text"), text("delimiter"))
                  .returns(ARRAY)
                  .example("SplitToArray(\"a-b\", \"-\")", List.of("a", "b"))
                  .local(a -> Arrays.split(a.text(0), a.text(1)))
                  .lowered(ArraySql::split),
              function("Sequence", "Numbers from start to end by steps of 1, or of another size.")
                  .arguments(number("start"), number("end"))
                  .optional(number("step"))
                  .constants(ArrayEntries::tooLong)
                  .returns(ARRAY)
                  .example("Sequence(1, 6, 2)", List.of(1L, 3L, 5L))
                  .local(a ->
                      Arrays.sequence(
                          a.number(0), a.number(1), a.size() > 2 ? a.number(2) : (Number) 1L))
                  .lowered(ArraySql::sequence),
              aggregate("ArrayAgg", "The values of all rows in their order, Nulls left out.")
                  .arguments(plain("value"))
                  .returns(ARRAY)
                  .example("ArrayAgg([Amount])", List.of(1L, 2.5, 1L))
                  .overRows(ArrayEntries::gathered)
                  .lowered(ArraySql::gathered),
              aggregate("ArrayAggDistinct", "Each value of the rows once, Nulls left out.")
                  .arguments(plain("value"))
                  .returns(ARRAY)
                  .example("ArrayAggDistinct([Amount])", List.of(1L, 2.5))
                  .overRows(rows -> distinct(gathered(rows)))
                  .lowered(ArraySql.GATHERED_ONCE),
              aggregate(
                      "ListAggDistinct",
                      "The different texts of the rows in the order in which they come, joined by a"
                          + " separator.")
                  .arguments(text("text"))
                  .optional(writtenText("separator"))
                  .returns(TEXT)
                  .example("ListAggDistinct(Text([Amount]), \"; \")", "1; 2.5")
                  .overRows(rows -> {
                    List<@Nullable Object> different = distinct(gathered(rows));
                    return different == null
                        ? null
                        : Arrays.joined(
                            different,
                            rows.getFirst().size() > 1 ? rows.getFirst().text(1) : ",",
                            null);
                  })
                  .lowered((context, arguments) -> {
                    var different = ArraySql.GATHERED_ONCE.lower(context, arguments.subList(0, 1));
                    return ArrayTexts.join(
                        context,
                        arguments.size() > 1
                            ? List.of(different, arguments.get(1))
                            : List.of(different));
                  }))
          .map(FunctionEntry::build)
          .toList();

  private ArrayEntries() {}

  private static FunctionEntry function(String name, String help) {
    return FunctionEntry.function("Array", name).help(help);
  }

  private static FunctionEntry aggregate(String name, String help) {
    return FunctionEntry.function("Aggregate", name).help(help).nulls(Nulls.HANDLED);
  }

  private static Parameter array(String name) {
    return Parameter.of(name, ARRAY);
  }

  private static List<?> list(Arguments arguments, int place) {
    return (List<?>) Objects.requireNonNull(arguments.orNull(place));
  }

  private static List<List<?>> lists(Arguments arguments) {
    List<List<?>> lists = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      lists.add(list(arguments, i));
    }
    return lists;
  }

  private static List<@Nullable Object> made(Arguments arguments) {
    List<@Nullable Object> members = new ArrayList<>(arguments.size());
    for (Object value : arguments.values()) {
      members.add(Members.of(value));
    }
    return members;
  }

  private static @Nullable List<@Nullable Object> gathered(List<Arguments> rows) {
    List<@Nullable Object> members = new ArrayList<>();
    for (Arguments row : rows) {
      if (row.orNull(0) != null) {
        members.add(Members.of(row.orNull(0)));
      }
    }
    return members.isEmpty() ? null : members;
  }

  private static @Nullable List<@Nullable Object> distinct(
      @Nullable List<@Nullable Object> members) {
    return members == null ? null : Arrays.distinct(members);
  }

  /** What is known to be too long is refused where it is written. */
  private static Optional<Constants.Unfit> tooLong(List<@Nullable Object> written) {
    boolean known = written.stream().allMatch(Number.class::isInstance);
    if (!known) {
      return Optional.empty();
    }
    double step = written.size() > 2 ? ((Number) written.get(2)).doubleValue() : 1;
    double way = ((Number) written.get(1)).doubleValue() - ((Number) written.get(0)).doubleValue();
    return step != 0 && way / step >= Arrays.LONGEST
        ? Optional.of(
            new Constants.Unfit(
                1,
                "This would be an array of %,.0f members; at most %,d would work."
                    .formatted(Math.floor(way / step) + 1, Arrays.LONGEST)))
        : Optional.empty();
  }
}
