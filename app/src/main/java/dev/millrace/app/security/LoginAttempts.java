package dev.millrace.app.security;

import dev.millrace.app.limit.Windows;
import dev.millrace.app.settings.MillraceSettings;
import dev.millrace.workbook.access.Refusal;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Slows down whoever guesses passwords. Strict for one name from one address; ten times as patient
 * with a name or an address as such, since many people may share an address, and nobody shall lock
 * out somebody else. Thread-safe.
 */
@Component
public final class LoginAttempts {
  private static final int PATIENCE = 10;

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
    keys(user, address)
        .forEach((key, allowed) -> {
          Windows.Standing standing = windows.next(key, allowed);
          if (!standing.within()) {
            throw Refusal.of(
                Refusal.Kind.TOO_MANY,
                "TOO_MANY_LOGINS",
                "Too many wrong passwords. Try again in %d seconds."
                    .formatted(standing.resetSeconds()),
                Map.of("retryAfter", standing.resetSeconds()));
          }
        });
  }

  public void failed(String user, String address) {
    keys(user, address).forEach(windows::add);
  }

  private Map<String, Integer> keys(String user, String address) {
    return Map.of(
        "both " + address + " " + user, most,
        "user " + user, PATIENCE * most,
        "address " + address, PATIENCE * most);
  }
}
