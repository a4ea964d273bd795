package dev.millrace.formula.pattern;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.millrace.formula.value.Characters;
import dev.millrace.formula.value.Shaping;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A pattern that every engine can run. It is found anywhere in a text, the first way it matches.
 *
 * @param here as it is run here; it has only the groups that are used, numbered anew
 * @param re2 the same, for engines with RE2
 * @param postgres the same, for PostgreSQL
 * @param isNullable whether it may match nothing
 * @param groups how many it was written with
 * @param used the numbers of those that are used, in order
 */
public record RegularExpression(
    Pattern here, String re2, String postgres, boolean isNullable, int groups, List<Integer> used) {
  private static final int REMEMBERED = 200;

  /** Longer texts are not replaced in: engines could not hold what becomes of them. */
  public static final int LONGEST_REPLACED = 10 * Shaping.LONGEST;

  /** What a pattern is read for. */
  private enum Purpose {
    /** Whether it is found. */
    TEST,
    /** What is found. */
    FIND,
    /** Whether the text is like it. */
    LIKE
  }

  private record Key(Purpose purpose, String pattern, Set<Integer> used) {}

  /** Formulas meet the same pattern in each row. */
  private static final Map<Key, RegularExpression> KNOWN =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, RegularExpression> eldest) {
              return size() > REMEMBERED;
            }
          });

  /**
   * To ask whether it is found.
   *
   * @throws InvalidPattern if it cannot be used, as all of these
   */
  public static RegularExpression tested(String pattern) {
    return of(new Key(Purpose.TEST, pattern, Set.of()));
  }

  /** To ask whether a whole text is like it: {@code %} is any text, {@code _} a character. */
  public static RegularExpression like(String pattern) {
    return of(new Key(Purpose.LIKE, pattern, Set.of()));
  }

  /** To ask whether a whole text in lower case is like it, whatever its case is. */
  public static RegularExpression likeInAnyCase(String pattern) {
    return like(Characters.lower(pattern));
  }

  /** To count its matches, each of which must have characters. */
  public static RegularExpression counted(String pattern) {
    return of(new Key(Purpose.FIND, pattern, Set.of())).ofSomething();
  }

  /** To take the first match; its first group, if it has one, stands for the whole. */
  public static RegularExpression extracted(String pattern) {
    return of(new Key(Purpose.FIND, pattern, Set.of(1)));
  }

  /** To take any match, each of which must have characters. */
  public static RegularExpression extractedAnywhere(String pattern) {
    return extracted(pattern).ofSomething();
  }

  /** To replace its matches, each of which must have characters. */
  public static RegularExpression replaced(String pattern, Replacement replacement) {
    return of(new Key(Purpose.FIND, pattern, Set.copyOf(replacement.groups()))).ofSomething();
  }

  private static RegularExpression of(Key key) {
    return Objects.requireNonNull(KNOWN.computeIfAbsent(key, RegularExpression::read));
  }

  private static RegularExpression read(Key key) {
    RegexParser.Read read =
        key.purpose == Purpose.LIKE
            ? new RegexParser.Read(LikePattern.parse(key.pattern), 0)
            : RegexParser.parse(key.pattern, key.used);
    Regex regex = read.regex();
    String re2 = Notation.RE2.write(regex, true);
    return new RegularExpression(
        Pattern.compile(re2),
        re2,
        key.purpose == Purpose.FIND
            ? FirstMatch.of(regex)
            : Notation.POSTGRESQL.write(regex, false),
        regex.isNullable(),
        read.groups(),
        new TreeSet<>(key.used).headSet(read.groups() + 1).stream().toList());
  }

  /** This; engines count, and go on behind, matches of nothing in their own ways. */
  private RegularExpression ofSomething() {
    if (isNullable) {
      throw new InvalidPattern(
          "The pattern may match nothing at all, which is found everywhere. + in place of *, or a"
              + " character more, would work.");
    }
    return this;
  }

  /** Whether it is found. */
  public boolean matches(String text) {
    return here.matcher(text).find();
  }

  /** How often it is found. */
  public long count(String text) {
    Matcher matcher = here.matcher(text);
    long count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }

  /**
   * One of the matches, counted from 1, or Null; a group that took no part in it is "".
   *
   * @param position is 1 if the pattern may match nothing
   */
  public @Nullable String extract(String text, int position) {
    Matcher matcher = here.matcher(text);
    int found = 0;
    while (found < position && matcher.find()) {
      found++;
    }
    return position >= 1 && found == position ? group(matcher, used.isEmpty() ? 0 : 1) : null;
  }

  private static String group(Matcher matcher, int number) {
    return Objects.requireNonNullElse(matcher.group(number), "");
  }

  /** Every match replaced; Null for and beyond the longest texts. */
  public @Nullable String replace(String text, Replacement replacement) {
    if (text.codePointCount(0, text.length()) > LONGEST_REPLACED) {
      return null;
    }
    Matcher matcher = here.matcher(text);
    StringBuilder result = new StringBuilder();
    int end = 0;
    while (matcher.find() && result.length() <= 2 * Shaping.LONGEST) {
      result.append(text, end, matcher.start());
      append(result, matcher, replacement);
      end = matcher.end();
    }
    if (result.length() > 2 * Shaping.LONGEST) {
      return null;
    }
    result.append(text, end, text.length());
    return result.codePointCount(0, result.length()) > Shaping.LONGEST ? null : result.toString();
  }

  private void append(StringBuilder result, Matcher matcher, Replacement replacement) {
    for (Replacement.Piece piece : replacement.pieces()) {
      switch (piece) {
        case Replacement.Verbatim(String verbatim) -> result.append(verbatim);
        case Replacement.Whole whole -> result.append(matcher.group());
        case Replacement.OfGroup(int number) ->
            result.append(group(matcher, used.indexOf(number) + 1));
      }
    }
  }
}
