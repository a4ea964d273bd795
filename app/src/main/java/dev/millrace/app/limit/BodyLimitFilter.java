package dev.millrace.app.limit;

import dev.millrace.app.problem.BodyTooLargeException;
import dev.millrace.app.problem.ProblemWriter;
import dev.millrace.app.settings.MillraceSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses bodies that are too large, whether they say their length or not. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class BodyLimitFilter extends OncePerRequestFilter {
  private final long most;
  private final ProblemWriter writer;

  BodyLimitFilter(MillraceSettings settings, ProblemWriter writer) {
    this.most = settings.api().maxBody().toBytes();
    this.writer = writer;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > most) {
      response.setHeader("Connection", "close");
      writer.write(response, new BodyTooLargeException(most).problem());
      return;
    }
    chain.doFilter(new BoundedRequest(request, most), response);
  }
}
