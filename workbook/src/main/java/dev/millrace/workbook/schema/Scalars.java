package dev.millrace.workbook.schema;

import dev.millrace.workbook.yaml.Nearest;
import dev.millrace.workbook.yaml.Report;
import dev.millrace.workbook.yaml.YamlNode;
import dev.millrace.workbook.yaml.YamlNode.Kind;
import dev.millrace.workbook.yaml.YamlNode.Scalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads single values; what is wrong is reported and empty. */
public final class Scalars {
  private static final int MAX_FORMULA = 100_000;
  private static final int MAX_NUMBER = 60;
  private static final int MAX_INTEGER_DIGITS = 18;
  private static final int MAX_FRACTION_DIGITS = 10;
  private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
  private final Report report;

  public Scalars(Report report) {
    this.report = report;
  }

  public Optional<String> text(YamlNode node, Type.Text type) {
    return scalar(node, "a text", Kind.TEXT)
        .filter(scalar -> isShort(scalar, type.maxLength()))
        .map(Scalar::text);
  }

  public Optional<String> name(YamlNode node, Type.Name type) {
    return scalar(node, "a name", Kind.TEXT)
        .map(Scalar::text)
        .filter(text -> {
          boolean valid = text.length() <= Type.Name.MAX_LENGTH && text.matches(type.pattern());
          if (!valid) {
            report.problem(
                "INVALID_ID",
                node.place(),
                "'%s' cannot be used as a name here. It takes %s; at most %d characters."
                    .formatted(shown(text), type.described(), Type.Name.MAX_LENGTH),
                suggested(text, type));
          }
          return valid;
        });
  }

  /**
   * The word, an alias as the word it means.
   *
   * @param code of the problem if there is no such word
   */
  public Optional<String> choice(YamlNode node, Type.Choice type, String code) {
    Optional<String> word = scalar(node, "one of " + words(type), Kind.TEXT).map(Scalar::text);
    Optional<String> known =
        word.map(text -> type.aliases().getOrDefault(text, text)).filter(type.words()::contains);
    if (word.isPresent() && known.isEmpty()) {
      reportUnknown(node, word.get(), type, code);
    }
    return known;
  }

  public Optional<Long> whole(YamlNode node, Type.Whole type) {
    Optional<BigDecimal> number = number(node);
    Optional<Long> whole =
        number
            .filter(value -> value.stripTrailingZeros().scale() <= 0)
            .filter(value -> value.compareTo(BigDecimal.valueOf(type.min())) >= 0)
            .filter(value -> value.compareTo(BigDecimal.valueOf(type.max())) <= 0)
            .map(BigDecimal::longValueExact);
    if (number.isPresent() && whole.isEmpty()) {
      report.problem(
          "OUT_OF_RANGE",
          node.place(),
          "%s does not fit here; use a whole number from %d to %d."
              .formatted(number.get().toPlainString(), type.min(), type.max()));
    }
    return whole;
  }

  /** A number that every warehouse can hold. */
  public Optional<BigDecimal> number(YamlNode node) {
    return scalar(node, "a number", Kind.NUMBER)
        .flatMap(scalar -> {
          Optional<BigDecimal> number = number(scalar.text());
          if (number.isEmpty()) {
            report.problem(
                "OUT_OF_RANGE",
                scalar.place(),
                "The number %s has more than %d digits before or %d behind the point."
                    .formatted(shown(scalar.text()), MAX_INTEGER_DIGITS, MAX_FRACTION_DIGITS));
          }
          return number;
        });
  }

  public Optional<Boolean> flag(YamlNode node) {
    return scalar(node, "true or false", Kind.LOGICAL)
        .map(scalar -> scalar.text().equalsIgnoreCase("true"));
  }

  public Optional<Scalar> formula(YamlNode node) {
    return scalar(node, "a formula, as a text", Kind.TEXT)
        .filter(scalar -> isShort(scalar, MAX_FORMULA));
  }

  /** What stands for a value: a formula, a number, or true or false. */
  public Optional<Scalar> value(YamlNode node) {
    return scalar(node, "a formula or a value", Kind.TEXT, Kind.NUMBER, Kind.LOGICAL)
        .filter(scalar -> isShort(scalar, MAX_FORMULA));
  }

  public static void reportWrongType(Report report, YamlNode node, String wanted) {
    if (!(node instanceof YamlNode.Refused)) {
      report.problem(
          "WRONG_TYPE",
          node.place(),
          "Here is %s; what belongs here is %s.".formatted(node.described(), wanted));
    }
  }

  private Optional<Scalar> scalar(YamlNode node, String wanted, Kind... kinds) {
    if (node instanceof Scalar scalar && List.of(kinds).contains(scalar.kind())) {
      return Optional.of(scalar);
    }
    boolean couldBeQuoted =
        node instanceof Scalar scalar
            && scalar.kind() != Kind.NULL
            && List.of(kinds).contains(Kind.TEXT);
    reportWrongType(report, node, couldBeQuoted ? wanted + ": put it in quotes" : wanted);
    return Optional.empty();
  }

  private boolean isShort(Scalar scalar, int maxLength) {
    if (scalar.text().length() > maxLength) {
      report.problem(
          "TOO_LONG",
          scalar.place(),
          "The text has %d characters; at most %d fit here."
              .formatted(scalar.text().length(), maxLength));
    }
    return scalar.text().length() <= maxLength;
  }

  private void reportUnknown(YamlNode node, String word, Type.Choice type, String code) {
    if (type.later().contains(word)) {
      report.problem(
          "UNSUPPORTED",
          node.place(),
          "'%s' is planned, but not supported yet. What works: %s.".formatted(word, words(type)));
      return;
    }
    report.problem(
        code,
        node.place(),
        "There is no '%s' here. What works: %s.".formatted(shown(word), words(type)),
        Nearest.of(word, type.words()));
  }

  private static Optional<BigDecimal> number(String text) {
    if (text.length() > MAX_NUMBER || text.toLowerCase(Locale.ROOT).matches(".*e[-+]?\\d{3,}")) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(text).stripTrailingZeros();
    boolean fits =
        number.precision() - number.scale() <= MAX_INTEGER_DIGITS
            && number.scale() <= MAX_FRACTION_DIGITS;
    return fits ? Optional.of(number) : Optional.empty();
  }

  /** A Long while whole and in range, else a BigDecimal. */
  public static Object plain(BigDecimal number) {
    boolean fits = number.scale() <= 0 && number.abs().compareTo(MAX_LONG) <= 0;
    return fits ? (Object) number.longValueExact() : number;
  }

  private static String words(Type.Choice type) {
    return String.join(", ", type.words());
  }

  private static String shown(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  /** The text with everything that is not allowed replaced, if that makes a name. */
  private static List<String> suggested(String text, Type.Name type) {
    String separator = type == Type.Name.ID ? "-" : "_";
    List<String> words = new ArrayList<>();
    for (String word : shown(text).split("[^A-Za-z0-9]+", -1)) {
      if (!word.isEmpty()) {
        words.add(type == Type.Name.ID ? word.toLowerCase(Locale.ROOT) : word);
      }
    }
    String name = String.join(separator, words);
    boolean valid = name.length() <= Type.Name.MAX_LENGTH && name.matches(type.pattern());
    return valid ? List.of(name) : List.of();
  }
}
