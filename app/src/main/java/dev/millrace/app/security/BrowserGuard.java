package dev.millrace.app.security;

import dev.millrace.app.problem.Problem;
import dev.millrace.app.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses what other sites make a browser send. */
final class BrowserGuard extends OncePerRequestFilter {
  static final String HEADER = "X-Millrace-Request";
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final ProblemWriter writer;

  BrowserGuard(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Problem> problem =
        request.getRequestURI().startsWith("/api/") ? problem(request) : Optional.empty();
    if (problem.isPresent()) {
      writer.write(response, problem.get());
    } else {
      chain.doFilter(request, response);
    }
  }

  private static Optional<Problem> problem(HttpServletRequest request) {
    if (fromOtherSite(request)) {
      return Optional.of(
          Problem.of(
              HttpStatus.FORBIDDEN, "CROSS_ORIGIN", "Requests of other sites are not answered."));
    }
    boolean byCookie =
        request.getHeader(HttpHeaders.AUTHORIZATION) == null
            && BearerOrCookie.cookie(request) != null;
    if (!SAFE.contains(request.getMethod())
        && byCookie
        && !BearerOrCookie.isLogin(request)
        && !"1".equals(request.getHeader(HEADER))) {
      return Optional.of(
          Problem.of(
              HttpStatus.FORBIDDEN,
              "CSRF",
              "With a cookie, a change needs the header %s: 1.".formatted(HEADER)));
    }
    return Optional.empty();
  }

  private static boolean fromOtherSite(HttpServletRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null) {
      return !sameHost(origin, request.getHeader(HttpHeaders.HOST));
    }
    String site = request.getHeader("Sec-Fetch-Site");
    return site != null && (site.equals("cross-site") || site.equals("same-site"));
  }

  private static boolean sameHost(String origin, String host) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null && authority.equalsIgnoreCase(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
