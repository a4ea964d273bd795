package dev.millrace.app.limit;

import dev.millrace.app.settings.MillraceSettings;
import dev.millrace.workbook.access.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Counts what each user asks and refuses what is too much, saying when to come back. */
final class LimitInterceptor implements HandlerInterceptor {
  private final MillraceSettings.Limits limits;
  private final Windows windows;

  LimitInterceptor(MillraceSettings.Limits limits, Clock clock) {
    this.limits = limits;
    this.windows = new Windows(clock, Duration.ofMinutes(1));
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    String user = request.getRemoteUser();
    if (user != null && handler instanceof HandlerMethod method) {
      Limited limited = method.getMethodAnnotation(Limited.class);
      if (limited != null) {
        count(limited.value(), user, response);
      }
    }
    return true;
  }

  private void count(Limited.Budget budget, String user, HttpServletResponse response) {
    int most = most(budget);
    Windows.Standing standing = windows.add(budget + " " + user, most);
    response.setHeader("RateLimit-Limit", Integer.toString(most));
    response.setHeader("RateLimit-Remaining", Integer.toString(standing.remaining()));
    response.setHeader("RateLimit-Reset", Long.toString(standing.resetSeconds()));
    if (!standing.within()) {
      throw Refusal.of(
          Refusal.Kind.TOO_MANY,
          "RATE_LIMITED",
          "At most %d of these a minute. Try again in %d seconds."
              .formatted(most, standing.resetSeconds()),
          Map.of("retryAfter", standing.resetSeconds()));
    }
  }

  private int most(Limited.Budget budget) {
    return switch (budget) {
      case EXECUTIONS -> limits.executionsPerMinute();
      case STATUS -> limits.statusPerMinute();
    };
  }
}
