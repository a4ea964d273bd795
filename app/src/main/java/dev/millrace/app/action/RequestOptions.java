package dev.millrace.app.action;

import dev.millrace.app.settings.MillraceSettings;
import dev.millrace.workbook.access.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** What stands around a body: how long to wait, and what makes a repeat known. */
@Component
final class RequestOptions {
  private static final Pattern WAIT = Pattern.compile("(\\d{1,6})(ms|s)");
  private static final Pattern KEY = Pattern.compile("[\\x20-\\x7e]{1,200}");

  private final Duration longest;

  RequestOptions(MillraceSettings settings) {
    this.longest = settings.api().maxWait();
  }

  /** How long to wait; no longer than the installation allows. */
  Optional<Duration> wait(Optional<String> text) {
    return text.map(this::wait);
  }

  /** The key as it was sent. */
  static Optional<String> idempotencyKey(Optional<String> key) {
    if (key.isPresent() && !KEY.matcher(key.get()).matches()) {
      throw Refusal.of(
          Refusal.Kind.INVALID,
          "IDEMPOTENCY_KEY_INVALID",
          "An Idempotency-Key is 1 to 200 printable ASCII characters.",
          Map.of("field", "Idempotency-Key"));
    }
    return key;
  }

  private Duration wait(String text) {
    Matcher matcher = WAIT.matcher(text);
    if (!matcher.matches()) {
      throw Refusal.of(
          Refusal.Kind.INVALID,
          "VALUE_TYPE",
          "The parameter 'wait' must be a time like 10s or 500ms.",
          Map.of("field", "wait"));
    }
    long amount = Long.parseLong(matcher.group(1));
    Duration wanted =
        matcher.group(2).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMillis(amount);
    return wanted.compareTo(longest) > 0 ? longest : wanted;
  }
}
