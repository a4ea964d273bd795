package dev.millrace.app.security;

import dev.millrace.app.limit.Windows;
import dev.millrace.app.settings.MillraceSettings;
import dev.millrace.workbook.access.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Slows down whoever guesses passwords, per user name and per address. Thread-safe. */
@Component
public final class LoginAttempts {
  private final Windows windows;
  private final int most;

  LoginAttempts(MillraceSettings settings, Clock clock) {
    this.windows = new Windows(clock, settings.limits().loginWindow());
    this.most = settings.limits().loginFailures();
  }

  /**
   * Passes while there were not too many failures.
   *
   * @throws Refusal {@code TOO_MANY_LOGINS}
   */
  public void require(String user, String address) {
    for (String key : keys(user, address)) {
      Windows.Standing standing = windows.next(key, most);
      if (!standing.within()) {
        throw Refusal.of(
            Refusal.Kind.TOO_MANY,
            "TOO_MANY_LOGINS",
            "Too many wrong passwords. Try again in %d seconds.".formatted(standing.resetSeconds()),
            Map.of("retryAfter", standing.resetSeconds()));
      }
    }
  }

  public void failed(String user, String address) {
    keys(user, address).forEach(key -> windows.add(key, most));
  }

  private static List<String> keys(String user, String address) {
    return List.of("user " + user, "address " + address);
  }
}
