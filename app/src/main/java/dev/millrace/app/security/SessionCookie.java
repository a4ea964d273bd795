package dev.millrace.app.security;

import java.time.Duration;
import org.springframework.http.ResponseCookie;

/** The cookie that holds a browser's token: out of reach of scripts and of other sites. */
public final class SessionCookie {
  static final String NAME = "millrace_session";

  private SessionCookie() {}

  public static String of(String token, Duration length, boolean secure) {
    return cookie(token, length, secure);
  }

  /** Takes the cookie out of the browser. */
  public static String gone(boolean secure) {
    return cookie("", Duration.ZERO, secure);
  }

  private static String cookie(String value, Duration length, boolean secure) {
    return ResponseCookie.from(NAME, value)
        .httpOnly(true)
        .secure(secure)
        .sameSite("Strict")
        .path("/")
        .maxAge(length)
        .build()
        .toString();
  }
}
