package dev.millrace.formula.catalogue;

import static dev.millrace.formula.ValueType.LOGICAL;
import static dev.millrace.formula.ValueType.NUMBER;
import static dev.millrace.formula.ValueType.TEXT;
import static dev.millrace.formula.function.Parameter.choice;
import static dev.millrace.formula.function.Parameter.count;
import static dev.millrace.formula.function.Parameter.text;
import static dev.millrace.formula.function.Parameter.writtenText;

import dev.millrace.formula.function.Arguments;
import dev.millrace.formula.function.Constants;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.FunctionEntry;
import dev.millrace.formula.lowering.text.Patterns;
import dev.millrace.formula.pattern.InvalidPattern;
import dev.millrace.formula.pattern.RegularExpression;
import dev.millrace.formula.pattern.Replacement;
import dev.millrace.formula.value.Characters;
import dev.millrace.formula.value.UrlPart;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Text functions that go by patterns. */
final class PatternEntries {
  static final List<Function> ALL =
      Stream.of(
              patterned("RegexpMatch", "Whether the pattern, in the syntax of RE2, is found.")
                  .returns(LOGICAL)
                  .constants(pattern(RegularExpression::tested))
                  .example("RegexpMatch(\"A-17\", \"^[A-Z]-\\d+$\")", true)
                  .local(a -> RegularExpression.tested(a.text(1)).matches(a.text(0)))
                  .lowered(Patterns::matches),
              patterned("RegexpCount", "How often the pattern, in the syntax of RE2, is found.")
                  .returns(NUMBER)
                  .constants(pattern(RegularExpression::counted))
                  .example("RegexpCount(\"a1 b22 c\", \"\\d+\")", 2L)
                  .local(a -> RegularExpression.counted(a.text(1)).count(a.text(0)))
                  .lowered(Patterns::count),
              patterned(
                      "RegexpExtract",
                      "What the pattern, in the syntax of RE2, matches, or its first group; the"
                          + " first time or another. Null if it is not found.")
                  .optional(count("position"))
                  .returns(TEXT)
                  .constants(PatternEntries::extracted)
                  .example("RegexpExtract(\"order 17\", \"order (\\d+)\")", "17")
                  .local(a -> extracted(a))
                  .lowered(Patterns::extract),
              function(
                      "RegexpReplace",
                      "Every match of the pattern, in the syntax of RE2, replaced; \\1 is the first"
                          + " group, \\0 the match. Null beyond 1,000,000 characters.")
                  .arguments(text("text"), writtenText("pattern"), writtenText("replacement"))
                  .returns(TEXT)
                  .constants(PatternEntries::replaced)
                  .example(
                      "RegexpReplace(\"Doe, Jane\", \"(\\w+), (\\w+)\", \"\\2 \\1\")", "Jane Doe")
                  .local(a -> replaced(a))
                  .lowered(Patterns::replace),
              patterned("Like", "Whether the text is like it: % is any text, _ any character.")
                  .returns(LOGICAL)
                  .constants(pattern(RegularExpression::like))
                  .example("Like(\"millrace\", \"mill%\")", true)
                  .local(a -> RegularExpression.like(a.text(1)).matches(a.text(0)))
                  .lowered(Patterns::like),
              patterned("ILike", "Whether the text is like it, as Like says, whatever the case.")
                  .returns(LOGICAL)
                  .constants(pattern(RegularExpression::likeInAnyCase))
                  .example("ILike(\"Millrace\", \"mill%\")", true)
                  .local(a -> likeInAnyCase(a))
                  .lowered(Patterns::likeInAnyCase),
              function("UrlPart", "A part of an address; Null if it has none.")
                  .arguments(choice("component", UrlPart.labels()), text("url"))
                  .returns(TEXT)
                  .example("UrlPart(\"host\", \"https://mill.example/wheel?on=1\")", "mill.example")
                  .local(a -> urlPart(a))
                  .lowered(Patterns::urlPart))
          .map(FunctionEntry::build)
          .toList();

  private PatternEntries() {}

  private static FunctionEntry function(String name, String help) {
    return FunctionEntry.function("Text", name).help(help);
  }

  private static FunctionEntry patterned(String name, String help) {
    return function(name, help).arguments(text("text"), writtenText("pattern"));
  }

  /** Reads the pattern, which comes second. */
  private static Constants pattern(Consumer<String> reader) {
    return (List<@Nullable Object> written) -> unfit(1, () -> reader.accept(constant(written, 1)));
  }

  private static Optional<Constants.Unfit> unfit(int argument, Runnable reading) {
    try {
      reading.run();
      return Optional.empty();
    } catch (InvalidPattern e) {
      return Optional.of(new Constants.Unfit(argument, String.valueOf(e.getMessage())));
    }
  }

  private static String constant(List<@Nullable Object> written, int argument) {
    return String.valueOf(written.get(argument));
  }

  private static Optional<Constants.Unfit> extracted(List<@Nullable Object> written) {
    boolean first = written.size() < 3 || Long.valueOf(1).equals(written.get(2));
    Consumer<String> reader =
        first ? RegularExpression::extracted : RegularExpression::extractedAnywhere;
    return unfit(1, () -> reader.accept(constant(written, 1)));
  }

  private static @Nullable String extracted(Arguments arguments) {
    int position = arguments.size() > 2 ? arguments.count(2) : 1;
    return RegularExpression.extracted(arguments.text(1)).extract(arguments.text(0), position);
  }

  private static Optional<Constants.Unfit> replaced(List<@Nullable Object> written) {
    String replacement = constant(written, 2);
    return unfit(2, () -> Replacement.parse(replacement))
        .or(() -> unfit(1, () -> replaced(written, replacement)))
        .or(() ->
            unfit(2, () -> Replacement.parse(replacement).check(replaced(written, replacement))));
  }

  private static RegularExpression replaced(List<@Nullable Object> written, String replacement) {
    return RegularExpression.replaced(constant(written, 1), Replacement.parse(replacement));
  }

  private static @Nullable String replaced(Arguments arguments) {
    Replacement replacement = Replacement.parse(arguments.text(2));
    return RegularExpression.replaced(arguments.text(1), replacement)
        .replace(arguments.text(0), replacement);
  }

  private static boolean likeInAnyCase(Arguments arguments) {
    return RegularExpression.likeInAnyCase(arguments.text(1))
        .matches(Characters.lower(arguments.text(0)));
  }

  private static @Nullable String urlPart(Arguments arguments) {
    UrlPart part = UrlPart.named(arguments.text(0)).orElseThrow();
    return RegularExpression.extracted(part.pattern()).extract(arguments.text(1), 1);
  }
}
