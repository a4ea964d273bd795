package dev.millrace.app.problem;

import dev.millrace.app.request.RequestId;
import dev.millrace.workbook.access.Refusal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * An error as the API tells it: problem+json (RFC 9457) with a stable code.
 *
 * @param detail what was found and what would work; no SQL, no row values, no stack trace
 * @param facts for programs; they become members of the problem
 */
public record Problem(HttpStatus status, String code, String detail, Map<String, Object> facts) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  public static Problem of(HttpStatus status, String code, String detail) {
    return new Problem(status, code, detail, Map.of());
  }

  public static Problem of(Refusal refusal) {
    String message = refusal.getMessage();
    return new Problem(
        status(refusal.kind()),
        refusal.code(),
        message == null ? refusal.code() : message,
        refusal.facts());
  }

  /** The members, in the order people read them. */
  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "about:blank");
    body.put("title", title());
    body.put("status", status.value());
    body.put("detail", detail);
    body.put("code", code);
    RequestId.current().ifPresent(id -> body.put("requestId", id));
    facts.forEach(body::putIfAbsent);
    return body;
  }

  private String title() {
    String words = code.toLowerCase(Locale.ROOT).replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static HttpStatus status(Refusal.Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case FORBIDDEN -> HttpStatus.FORBIDDEN;
      case INVALID -> HttpStatus.UNPROCESSABLE_ENTITY;
      case CONFLICT -> HttpStatus.CONFLICT;
      case TOO_LARGE -> HttpStatus.PAYLOAD_TOO_LARGE;
      case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
      case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
    };
  }
}
