package dev.millrace.formula.postgres;

import dev.millrace.formula.value.Characters;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Upper and lower case on PostgreSQL, where the database's locale says what they are. A locale that
 * maps every letter as the definition does is used, since it is quick; the planner finds out, once
 * for a statement. Without one, and for the few letters that locales map in their own ways, the
 * letters are replaced one by one.
 */
public final class PostgresLetters {
  private static final int FIRST_BEYOND_ASCII = 0x80;

  /** For the argument named text. */
  public static final String UPPER =
      new Mapping("upper", Characters::upper, text -> text.toUpperCase(Locale.ROOT), "ß", "ẞ")
          .sql();

  /** For the argument named text. Sigma is lower in another way where it ends a word. */
  public static final String LOWER =
      new Mapping("lower", Characters::lower, text -> text.toLowerCase(Locale.ROOT), "İΣ", "iσ")
          .sql();

  private PostgresLetters() {}

  /**
   * One of the two.
   *
   * @param function of PostgreSQL
   * @param meaning of one letter
   * @param full what a locale may make of a letter: several
   * @param before letters that are replaced first, so that no locale sees them
   * @param after what replaces them
   */
  private record Mapping(
      String function,
      UnaryOperator<String> meaning,
      UnaryOperator<String> full,
      String before,
      String after) {

    /** ASCII by itself, for it is most of all text. */
    String sql() {
      StringBuilder letters = new StringBuilder();
      StringBuilder common = new StringBuilder("iI");
      StringBuilder special = new StringBuilder();
      for (int c = FIRST_BEYOND_ASCII; c <= Character.MAX_CODE_POINT; c++) {
        if (Character.getType(c) == Character.SURROGATE || !changes(Character.toString(c))) {
          continue;
        }
        String letter = Character.toString(c);
        letters.append(meaning.apply(letter).equals(letter) ? "" : letter);
        if (!before.contains(letter)) {
          (isSpecial(c) ? special : common).append(letter);
        }
      }
      return """
      CASE WHEN octet_length({text}) = length({text}) THEN %1$s({text} COLLATE "C") \
      WHEN (%1$s('%2$s' COLLATE "default") COLLATE "C") = '%3$s' AND {text} !~ '[%4$s]' \
      THEN (%1$s(translate({text}, '%5$s', '%6$s') COLLATE "default") COLLATE "C") \
      ELSE translate({text}, '%7$s', '%8$s') END\
      """
          .formatted(
              function,
              common,
              meaning.apply(common.toString()),
              special,
              before,
              after,
              ascii() + letters,
              meaning.apply(ascii() + letters));
    }

    private boolean changes(String letter) {
      return !meaning.apply(letter).equals(letter) || !full.apply(letter).equals(letter);
    }

    private boolean isSpecial(int c) {
      String letter = Character.toString(c);
      return isNew(c) || !full.apply(letter).equals(meaning.apply(letter));
    }

    /** Letters that came, or got their other case, with Unicode 16: few servers know them. */
    private static boolean isNew(int c) {
      return switch (c) {
        case 0x019B, 0x0264, 0x1C89, 0x1C8A -> true;
        default -> (c >= 0xA7CB && c <= 0xA7DC) || (c >= 0x10D50 && c <= 0x10D85);
      };
    }

    /** The characters that texts have most of, found before all others. */
    private static String ascii() {
      StringBuilder ascii = new StringBuilder(" ");
      for (char c = 'a'; c <= 'z'; c++) {
        ascii.append(c).append(Character.toUpperCase(c));
      }
      return ascii.append("0123456789.,-").toString();
    }
  }
}
