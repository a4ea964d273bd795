package dev.millrace.formula.pattern;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Properties of characters by their names in Unicode: categories and scripts. */
final class Properties {
  private static final Map<String, CodePoints> KNOWN = new ConcurrentHashMap<>();
  private static final Map<String, Byte> CATEGORIES = categories();

  private Properties() {}

  static @Nullable CodePoints named(String name) {
    IntPredicate property = property(name);
    return property == null ? null : KNOWN.computeIfAbsent(name, key -> CodePoints.that(property));
  }

  private static @Nullable IntPredicate property(String name) {
    if (name.equals("Any")) {
      return c -> true;
    }
    if (name.length() == 1 && "LMNPSZC".contains(name)) {
      int types =
          CATEGORIES.entrySet().stream()
              .filter(category -> category.getKey().startsWith(name))
              .mapToInt(category -> 1 << category.getValue())
              .reduce(0, (a, b) -> a | b);
      return c -> (types >> Character.getType(c) & 1) == 1;
    }
    Byte category = CATEGORIES.get(name);
    if (category != null) {
      return c -> Character.getType(c) == category;
    }
    try {
      Character.UnicodeScript script = Character.UnicodeScript.forName(name);
      return c -> Character.UnicodeScript.of(c) == script;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Map<String, Byte> categories() {
    Map<String, Byte> categories = new HashMap<>();
    categories.put("Lu", Character.UPPERCASE_LETTER);
    categories.put("Ll", Character.LOWERCASE_LETTER);
    categories.put("Lt", Character.TITLECASE_LETTER);
    categories.put("Lm", Character.MODIFIER_LETTER);
    categories.put("Lo", Character.OTHER_LETTER);
    categories.put("Mn", Character.NON_SPACING_MARK);
    categories.put("Mc", Character.COMBINING_SPACING_MARK);
    categories.put("Me", Character.ENCLOSING_MARK);
    categories.put("Nd", Character.DECIMAL_DIGIT_NUMBER);
    categories.put("Nl", Character.LETTER_NUMBER);
    categories.put("No", Character.OTHER_NUMBER);
    categories.put("Pc", Character.CONNECTOR_PUNCTUATION);
    categories.put("Pd", Character.DASH_PUNCTUATION);
    categories.put("Ps", Character.START_PUNCTUATION);
    categories.put("Pe", Character.END_PUNCTUATION);
    categories.put("Pi", Character.INITIAL_QUOTE_PUNCTUATION);
    categories.put("Pf", Character.FINAL_QUOTE_PUNCTUATION);
    categories.put("Po", Character.OTHER_PUNCTUATION);
    categories.put("Sm", Character.MATH_SYMBOL);
    categories.put("Sc", Character.CURRENCY_SYMBOL);
    categories.put("Sk", Character.MODIFIER_SYMBOL);
    categories.put("So", Character.OTHER_SYMBOL);
    categories.put("Zs", Character.SPACE_SEPARATOR);
    categories.put("Zl", Character.LINE_SEPARATOR);
    categories.put("Zp", Character.PARAGRAPH_SEPARATOR);
    categories.put("Cc", Character.CONTROL);
    categories.put("Cf", Character.FORMAT);
    categories.put("Co", Character.PRIVATE_USE);
    return categories;
  }
}
