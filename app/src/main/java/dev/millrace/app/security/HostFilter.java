package dev.millrace.app.security;

import dev.millrace.app.problem.Problem;
import dev.millrace.app.problem.ProblemWriter;
import dev.millrace.app.settings.MillraceSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers only under names the app is known by. Otherwise a foreign page could have its own name
 * resolve to the loopback and talk to us as if we were it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class HostFilter extends OncePerRequestFilter {
  private static final List<String> LOOPBACK =
      List.of("localhost", "127.0.0.1", "::1", "[::1]", "0:0:0:0:0:0:0:1", "[0:0:0:0:0:0:0:1]");

  private final Set<String> allowed = new HashSet<>(LOOPBACK);
  private final ProblemWriter writer;

  HostFilter(MillraceSettings settings, ProblemWriter writer) {
    for (String host : settings.security().allowedHosts()) {
      allowed.add(host.toLowerCase(Locale.ROOT));
    }
    this.writer = writer;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (allowed.contains(request.getServerName().toLowerCase(Locale.ROOT))) {
      chain.doFilter(request, response);
    } else {
      writer.write(
          response,
          Problem.of(
              HttpStatus.FORBIDDEN,
              "HOST_NOT_ALLOWED",
              "Millrace is not known by this name. Add it to millrace.security.allowed-hosts."));
    }
  }
}
