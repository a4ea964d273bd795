package dev.millrace.formula.value;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A part of an address, by the name formulas give it, as RFC 3986 divides it. */
public enum UrlPart {
  SCHEME("\\A([A-Za-z][A-Za-z0-9+.-]*):"),
  AUTHORITY(UrlPart.BEFORE + "([^/?#]*)"),
  USERINFO(UrlPart.BEFORE + "([^/?#]*)@"),
  HOST(UrlPart.BEFORE + UrlPart.USER + "(" + UrlPart.NAME + ")(?::[0-9]*)?" + UrlPart.END),
  PORT(UrlPart.BEFORE + UrlPart.USER + UrlPart.NAME + ":([0-9]+)" + UrlPart.END),
  PATH("\\A(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://[^/?#]*)?([^?#]*)"),
  QUERY("\\A[^?#]*\\?([^#]*)"),
  FRAGMENT("\\A[^#]*#((?s:.*))");

  private static final String BEFORE = "\\A(?:[A-Za-z][A-Za-z0-9+.-]*:)?//";
  private static final String USER = "(?:[^/?#]*@)?";
  private static final String NAME = "(?:\\[[^\\]/?#@]*\\]|[^:/?#@\\[\\]]*)";
  private static final String END = "(?:[/?#]|\\z)";

  private final String pattern;

  UrlPart(String pattern) {
    this.pattern = pattern;
  }

  /** A pattern that is found where the part is, and whose group it is. */
  public String pattern() {
    return pattern;
  }

  /** The name in formulas, e.g. {@code host}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Names of all parts, as they stand in an address. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(UrlPart::label).toList();
  }

  public static Optional<UrlPart> named(String label) {
    return Arrays.stream(values()).filter(part -> part.label().equals(label)).findFirst();
  }
}
