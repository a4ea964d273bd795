package dev.millrace.formula.catalogue;

import static dev.millrace.formula.Dialect.DUCKDB;
import static dev.millrace.formula.Dialect.POSTGRESQL;
import static dev.millrace.formula.ValueType.LOGICAL;
import static dev.millrace.formula.ValueType.NUMBER;
import static dev.millrace.formula.ValueType.TEXT;
import static dev.millrace.formula.function.Parameter.count;
import static dev.millrace.formula.function.Parameter.text;

import dev.millrace.formula.function.Arguments;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.FunctionEntry;
import dev.millrace.formula.lowering.text.TextShapes;
import dev.millrace.formula.lowering.text.Texts;
import dev.millrace.formula.postgres.PostgresLetters;
import dev.millrace.formula.value.Characters;
import dev.millrace.formula.value.Shaping;
import java.util.List;
import java.util.stream.Stream;

/** Text functions. To add one: an entry here and its rows in the table of truth. */
final class TextEntries {
  static final List<Function> ALL =
      Stream.of(
              function("Concat")
                  .help("The texts, one behind the other.")
                  .arguments(text("text"))
                  .repeating(0, text("other"))
                  .returns(TEXT)
                  .example("Concat(\"a\", \"b\", \"c\")", "abc")
                  .local(TextEntries::joined)
                  .lowered(Texts::concat),
              function("Len")
                  .help("Number of characters.")
                  .arguments(text("text"))
                  .returns(NUMBER)
                  .example("Len(\"race\")", 4L)
                  .local(a -> (long) Characters.length(a.text(0)))
                  .on(DUCKDB, "length({text})")
                  .on(POSTGRESQL, "length({text})"),
              function("Upper")
                  .help("In upper case, letter by letter.")
                  .arguments(text("text"))
                  .returns(TEXT)
                  .example("Upper(\"Mill 7\")", "MILL 7")
                  .local(a -> Characters.upper(a.text(0)))
                  .on(DUCKDB, "upper({text})")
                  .on(POSTGRESQL, PostgresLetters.UPPER),
              function("Lower")
                  .help("In lower case, letter by letter.")
                  .arguments(text("text"))
                  .returns(TEXT)
                  .example("Lower(\"Mill 7\")", "mill 7")
                  .local(a -> Characters.lower(a.text(0)))
                  .on(DUCKDB, "lower({text})")
                  .on(POSTGRESQL, PostgresLetters.LOWER),
              function("Left")
                  .help("The first characters; a negative count takes that many off the end.")
                  .arguments(text("text"), count("count"))
                  .returns(TEXT)
                  .example("Left(\"millrace\", 4)", "mill")
                  .local(a -> Characters.left(a.text(0), a.count(1)))
                  .on(DUCKDB, "left({text}, {count})")
                  .on(POSTGRESQL, "left({text}, {count})"),
              function("Right")
                  .help("The last characters; a negative count takes that many off the start.")
                  .arguments(text("text"), count("count"))
                  .returns(TEXT)
                  .example("Right(\"millrace\", 4)", "race")
                  .local(a -> Characters.right(a.text(0), a.count(1)))
                  .on(DUCKDB, "right({text}, {count})")
                  .on(POSTGRESQL, "right({text}, {count})"),
              middle("Mid", "Characters from a position on, counted from 1."),
              middle("Substring", "Characters from a position on, like Mid."),
              search("Contains", "Whether the text holds the other, or one of several.")
                  .repeating(0, text("other"))
                  .returns(LOGICAL)
                  .example("Contains(\"millrace\", \"x\", \"ra\")", true)
                  .local(TextEntries::containsOne)
                  .lowered(Texts::contains),
              search("StartsWith", "Whether the text begins with the other.")
                  .returns(LOGICAL)
                  .example("StartsWith(\"millrace\", \"mill\")", true)
                  .local(a -> a.text(0).startsWith(a.text(1)))
                  .on(DUCKDB, "starts_with({text}, {search})")
                  .on(POSTGRESQL, "starts_with({text}, {search})"),
              search("EndsWith", "Whether the text ends with the other.")
                  .returns(LOGICAL)
                  .example("EndsWith(\"millrace\", \"mill\")", false)
                  .local(a -> a.text(0).endsWith(a.text(1)))
                  .on(DUCKDB, "ends_with({text}, {search})")
                  .on(POSTGRESQL, "(right({text}, length({search})) = {search})"),
              search("Find", "Position of the first match, counted from 1; 0 when absent.")
                  .returns(NUMBER)
                  .example("Find(\"warehouse\", \"house\")", 5L)
                  .local(a -> (long) Characters.find(a.text(0), a.text(1)))
                  .on(DUCKDB, "strpos({text}, {search})")
                  .on(POSTGRESQL, "strpos({text}, {search})"),
              function("Replace")
                  .help(
                      "The text with every occurrence replaced; Null beyond 1,000,000 characters.")
                  .arguments(text("text"), text("search"), text("replacement"))
                  .returns(TEXT)
                  .example("Replace(\"a-b-c\", \"-\", \"\")", "abc")
                  .local(a -> Shaping.replaced(a.text(0), a.text(1), a.text(2)))
                  .lowered(TextShapes::replace))
          .map(FunctionEntry::build)
          .toList();

  private TextEntries() {}

  private static FunctionEntry function(String name) {
    return FunctionEntry.function("Text", name);
  }

  private static FunctionEntry middle(String name, String help) {
    return function(name)
        .help(help)
        .arguments(text("text"), count("start"))
        .optional(count("length"))
        .returns(TEXT)
        .example(name + "(\"millrace\", 5, 2)", "ra")
        .local(TextEntries::middle)
        .lowered(Texts::middle);
  }

  private static FunctionEntry search(String name, String help) {
    return function(name).help(help).arguments(text("text"), text("search"));
  }

  private static String joined(Arguments arguments) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < arguments.size(); i++) {
      result.append(arguments.text(i));
    }
    return result.toString();
  }

  private static String middle(Arguments arguments) {
    int length = arguments.size() > 2 ? arguments.count(2) : Integer.MAX_VALUE;
    return Characters.middle(arguments.text(0), arguments.count(1), length);
  }

  private static boolean containsOne(Arguments arguments) {
    for (int i = 1; i < arguments.size(); i++) {
      if (arguments.text(0).contains(arguments.text(i))) {
        return true;
      }
    }
    return false;
  }
}
