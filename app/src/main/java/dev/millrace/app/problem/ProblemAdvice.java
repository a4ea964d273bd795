package dev.millrace.app.problem;

import dev.millrace.app.audit.AuditLog;
import dev.millrace.engine.EngineException;
import dev.millrace.workbook.access.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns whatever a controller throws into a problem. The only place that logs such errors. */
@RestControllerAdvice
final class ProblemAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final AuditLog audit;

  ProblemAdvice(AuditLog audit) {
    this.audit = audit;
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> refused(Refusal refusal, HttpServletRequest request) {
    record(request, refusal.code(), refusal.kind() == Refusal.Kind.FORBIDDEN);
    return answer(Problem.of(refusal), HttpHeaders.EMPTY);
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> unreadable(
      HttpMessageNotReadableException error, HttpServletRequest request) {
    Problem problem = UnreadableBody.problem(error);
    record(request, problem.code(), false);
    return answer(problem, HttpHeaders.EMPTY);
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> engine(EngineException error, HttpServletRequest request) {
    return switch (error.code()) {
      case BUSY, UNAVAILABLE, DAMAGED, FORMAT -> {
        LOG.warn("The engine does not answer: {}", error.getMessage());
        yield answer(
            Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "ENGINE_" + error.code(),
                "The engine is busy or away. Try again in a moment."),
            HttpHeaders.EMPTY);
      }
      case NOT_FOUND, INVALID, CONFLICT -> bug(error, request);
    };
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> wrongParameter(MethodArgumentTypeMismatchException error) {
    return answer(
        new Problem(
            HttpStatus.UNPROCESSABLE_ENTITY,
            "VALUE_TYPE",
            "The parameter '%s' has a value of the wrong type.".formatted(error.getName()),
            Map.of("field", error.getName())),
        HttpHeaders.EMPTY);
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> missingParameter(MissingRequestValueException error) {
    return answer(
        Problem.of(
            HttpStatus.UNPROCESSABLE_ENTITY,
            "PARAMETER_REQUIRED",
            Optional.ofNullable(error.getBody().getDetail()).orElse("A parameter is missing.")),
        HttpHeaders.EMPTY);
  }

  /** A stream or a connection broke off: nobody is there to be answered. */
  @ExceptionHandler
  @Nullable ResponseEntity<Map<String, Object>> connection(
      IOException error, HttpServletRequest request) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof BodyTooLargeException tooLarge) {
        return answer(tooLarge.problem(), HttpHeaders.EMPTY);
      }
    }
    LOG.debug("{} {} broke off", request.getMethod(), request.getRequestURI(), error);
    return null;
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> anything(Exception error, HttpServletRequest request) {
    if (error instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
      return answer(HttpProblems.problem(known, request), known.getHeaders());
    }
    return bug(error, request);
  }

  private ResponseEntity<Map<String, Object>> bug(Exception error, HttpServletRequest request) {
    String errorId = UUID.randomUUID().toString();
    LOG.error(
        "{} {} failed, error {}", request.getMethod(), request.getRequestURI(), errorId, error);
    record(request, "INTERNAL", false);
    return answer(
        new Problem(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "INTERNAL",
            "Something went wrong here. Tell an administrator this error id.",
            Map.of("errorId", errorId)),
        HttpHeaders.EMPTY);
  }

  private void record(HttpServletRequest request, String code, boolean always) {
    if (always || !SAFE.contains(request.getMethod())) {
      String user = request.getRemoteUser();
      audit.record(
          user == null ? "-" : user,
          "request",
          request.getMethod() + " " + request.getRequestURI(),
          code);
    }
  }

  private static ResponseEntity<Map<String, Object>> answer(Problem problem, HttpHeaders headers) {
    HttpHeaders all = new HttpHeaders();
    all.putAll(headers);
    all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    Object retryAfter = problem.facts().get("retryAfter");
    if (retryAfter != null) {
      all.set(HttpHeaders.RETRY_AFTER, retryAfter.toString());
    }
    return ResponseEntity.status(problem.status()).headers(all).body(problem.body());
  }
}
