package dev.millrace.app.request;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Id of the request that the current thread answers. */
public final class RequestId {
  public static final String HEADER = "X-Request-Id";
  private static final String KEY = "requestId";
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{8,64}");

  private RequestId() {}

  /** Empty on threads that answer no request. */
  public static Optional<String> current() {
    return Optional.ofNullable(MDC.get(KEY));
  }

  static String of(@Nullable String offered) {
    return offered != null && SANE.matcher(offered).matches()
        ? offered
        : UUID.randomUUID().toString();
  }

  static void set(String id) {
    MDC.put(KEY, id);
  }

  static void clear() {
    MDC.remove(KEY);
  }
}
