package dev.millrace.app.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/** Finds the token: in the header, or in the cookie of a browser. */
final class BearerOrCookie implements BearerTokenResolver {
  private static final Set<String> LOGINS = Set.of("/api/session", "/api/oauth/token");

  private final BearerTokenResolver header = new DefaultBearerTokenResolver();

  @Override
  public @Nullable String resolve(HttpServletRequest request) {
    if (isLogin(request) || !request.getRequestURI().startsWith("/api/")) {
      return null;
    }
    return request.getHeader(HttpHeaders.AUTHORIZATION) == null
        ? cookie(request)
        : header.resolve(request);
  }

  /** A login needs no token, and one that has ended must not stand in its way. */
  static boolean isLogin(HttpServletRequest request) {
    return request.getMethod().equals("POST") && LOGINS.contains(request.getRequestURI());
  }

  static @Nullable String cookie(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? null
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(SessionCookie.NAME))
            .map(Cookie::getValue)
            .findFirst()
            .orElse(null);
  }
}
