package dev.millrace.formula.syntax;

import dev.millrace.formula.value.Arithmetic;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Numbers as they are typed, and letters of plain ASCII. */
final class Numeral {
  private static final int MAX_LENGTH = 400;

  private Numeral() {}

  /** The number, a float if it has an exponent; null if it is too long or too large. */
  static @Nullable Number of(String written, boolean exponent) {
    if (written.length() > MAX_LENGTH) {
      return null;
    }
    if (exponent) {
      return Arithmetic.finite(Double.parseDouble(written));
    }
    BigDecimal decimal = new BigDecimal(written);
    return decimal.scale() > Arithmetic.MAX_DIGITS ? null : Arithmetic.fit(decimal);
  }

  /** Other letters stay, so that a homoglyph of a keyword is no keyword. */
  static String lowerAscii(String word) {
    StringBuilder result = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      result.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return result.toString();
  }
}
