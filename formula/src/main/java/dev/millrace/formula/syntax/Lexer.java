package dev.millrace.formula.syntax;

import dev.millrace.formula.FormulaProblem.Code;
import dev.millrace.formula.syntax.Token.Kind;
import dev.millrace.formula.value.Characters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cuts a formula into tokens. What cannot be one is reported and skipped. */
final class Lexer {
  private static final List<String> SIGNS =
      List.of("<=", ">=", "!=", "<", ">", "=", "+", "-", "*", "/", "%", "^", "&", "(", ")", ",");
  private static final Map<String, String> KEYWORDS =
      Map.of(
          "and", "And", "or", "Or", "not", "Not", "true", "True", "false", "False", "null", "Null");
  private static final Map<String, String> MEANT =
      Map.of("<>", "!=", "==", "=", "&&", "And", "||", "Or", "!", "Not", ";", ",");

  private static final int INDEX_DIGITS = 9;

  private final String text;
  private final Problems problems;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  Lexer(String text, Problems problems) {
    this.text = text;
    this.problems = problems;
  }

  List<Token> tokens() {
    while (skipSpace()) {
      Token token = next();
      if (token != null) {
        tokens.add(token);
      }
    }
    tokens.add(new Token(Kind.END, "", null, new Span(text.length(), 0)));
    return tokens;
  }

  private boolean skipSpace() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at < text.length();
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\u00A0';
  }

  private @Nullable Token next() {
    char c = text.charAt(at);
    if (c == '"') {
      return text();
    }
    if (c == '[') {
      return reference();
    }
    if (c == '.' && continuesPath()) {
      at++;
      return new Token(Kind.SIGN, ".", null, new Span(at - 1, 1));
    }
    if (isDigit(c) && !tokens.isEmpty() && isPath(tokens.getLast())) {
      return index();
    }
    if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
      return number();
    }
    if (Character.isLetter(text.codePointAt(at)) || c == '_') {
      return word();
    }
    return sign();
  }

  private @Nullable Token text() {
    int begin = at;
    Optional<Quoted.Scanned<String>> scanned = Quoted.text(text, begin);
    if (scanned.isEmpty()) {
      at = text.length();
      problems.add(
          Code.SYNTAX,
          new Span(begin, at - begin),
          "This text has no closing quote. A quote inside a text is written \\\".",
          List.of("\""));
      return new Token(Kind.TEXT, text.substring(begin), "", new Span(begin, at - begin));
    }
    at = scanned.get().end();
    Span span = new Span(begin, at - begin);
    String value = scanned.get().value();
    if (Characters.firstForbidden(value) >= 0) {
      problems.add(
          Code.INVALID_CHARACTER,
          span,
          "A text must not hold the character NUL or half of a surrogate pair.");
    }
    return new Token(Kind.TEXT, text.substring(begin, at), value, span);
  }

  private @Nullable Token reference() {
    int begin = at;
    Optional<Quoted.Scanned<List<String>>> scanned = Quoted.reference(text, begin);
    if (scanned.isEmpty()) {
      at = text.length();
      problems.add(
          Code.SYNTAX,
          new Span(begin, at - begin),
          "This name has no closing bracket. A bracket inside a name is written \\].",
          List.of("]"));
      return null;
    }
    at = scanned.get().end();
    Span span = new Span(begin, at - begin);
    List<String> parts = scanned.get().value();
    if (parts.size() > 2 || parts.stream().anyMatch(String::isBlank)) {
      problems.add(
          Code.SYNTAX,
          span,
          "Brackets hold [column] or [element/column], none of them empty. "
              + "A slash inside a name is written \\/.");
      return new Token(Kind.REFERENCE, text.substring(begin, at), null, span);
    }
    return new Token(Kind.REFERENCE, text.substring(begin, at), Quoted.toReference(parts), span);
  }

  private @Nullable Token number() {
    int begin = at;
    skipDigits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      skipDigits();
    }
    boolean exponent = skipExponent();
    String written = text.substring(begin, at);
    Span span = new Span(begin, at - begin);
    Number value = Numeral.of(written, exponent);
    if (value == null) {
      problems.add(
          Code.SYNTAX,
          span,
          "A number has at most 38 digits, or an exponent as in 1e300 and then a size of at most "
              + "1.7e308.");
    }
    return new Token(Kind.NUMBER, written, value == null ? Long.valueOf(0) : value, span);
  }

  /** A point right behind what can hold JSON, and not a number's. */
  private boolean continuesPath() {
    if (tokens.isEmpty() || tokens.getLast().span().end() != at) {
      return false;
    }
    Token before = tokens.getLast();
    boolean step = tokens.size() > 1 && isPath(tokens.get(tokens.size() - 2));
    return step || before.kind() == Kind.REFERENCE || before.is(")");
  }

  private static boolean isPath(Token token) {
    return token.is(Operator.PATH);
  }

  /** The number of a member in a path: digits alone, since a point leads on. */
  private Token index() {
    int begin = at;
    skipDigits();
    String written = text.substring(begin, at);
    Span span = new Span(begin, at - begin);
    if (written.length() > INDEX_DIGITS) {
      problems.add(Code.SYNTAX, span, "A member's number has at most 9 digits.");
      return new Token(Kind.NUMBER, written, Long.valueOf(0), span);
    }
    return new Token(Kind.NUMBER, written, Long.valueOf(written), span);
  }

  private void skipDigits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private boolean skipExponent() {
    int digits = at + 1;
    if (at >= text.length() || (text.charAt(at) != 'e' && text.charAt(at) != 'E')) {
      return false;
    }
    if (digits < text.length() && (text.charAt(digits) == '-' || text.charAt(digits) == '+')) {
      digits++;
    }
    if (digits >= text.length() || !isDigit(text.charAt(digits))) {
      return false;
    }
    at = digits;
    skipDigits();
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private Token word() {
    int begin = at;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      if (!Character.isLetterOrDigit(codePoint) && codePoint != '_') {
        break;
      }
      at += Character.charCount(codePoint);
    }
    String word = text.substring(begin, at);
    boolean named = !tokens.isEmpty() && isPath(tokens.getLast());
    String keyword = named ? null : KEYWORDS.get(Numeral.lowerAscii(word));
    Span span = new Span(begin, at - begin);
    return keyword == null
        ? new Token(Kind.WORD, word, null, span)
        : new Token(Kind.KEYWORD, keyword, null, span);
  }

  private @Nullable Token sign() {
    for (Map.Entry<String, String> meant : MEANT.entrySet()) {
      boolean isSign = meant.getKey().equals("!") && text.startsWith("!=", at);
      if (text.startsWith(meant.getKey(), at) && !isSign) {
        return misspelt(meant.getKey(), meant.getValue());
      }
    }
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        at += sign.length();
        return new Token(Kind.SIGN, sign, null, new Span(at - sign.length(), sign.length()));
      }
    }
    foreign();
    return null;
  }

  private Token misspelt(String written, String meant) {
    Span span = new Span(at, written.length());
    at += written.length();
    problems.add(
        Code.SYNTAX,
        span,
        "'%s' is not an operator here; it is written %s.".formatted(written, meant),
        List.of(meant));
    return new Token(KEYWORDS.containsValue(meant) ? Kind.KEYWORD : Kind.SIGN, meant, null, span);
  }

  private void foreign() {
    int codePoint = text.codePointAt(at);
    Span span = new Span(at, Character.charCount(codePoint));
    at += span.length();
    switch (codePoint) {
      case '\'', '\u201C', '\u201D', '\u2018', '\u2019' ->
          problems.add(
              Code.SYNTAX, span, "Text stands in straight double quotes: \"text\".", List.of("\""));
      case '.' ->
          problems.add(
              Code.SYNTAX,
              span,
              "A point leads into JSON right behind its value, as in [column].field.");
      default ->
          problems.add(
              Code.INVALID_CHARACTER,
              span,
              "The character U+%04X cannot stand here.".formatted(codePoint));
    }
  }
}
