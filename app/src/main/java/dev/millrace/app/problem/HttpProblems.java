package dev.millrace.app.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;

/** Words for what is wrong with a request before any of it is read. */
final class HttpProblems {
  private HttpProblems() {}

  static Problem problem(ErrorResponse error, HttpServletRequest request) {
    HttpStatus status =
        Optional.ofNullable(HttpStatus.resolve(error.getStatusCode().value()))
            .orElse(HttpStatus.BAD_REQUEST);
    return problem(status, request.getMethod(), request.getRequestURI());
  }

  static Problem problem(HttpStatus status, String method, String path) {
    return switch (status) {
      case NOT_FOUND -> Problem.of(status, "NOT_FOUND", "There is nothing at this address.");
      case METHOD_NOT_ALLOWED ->
          Problem.of(
              status, "METHOD_NOT_ALLOWED", "%s cannot be done on %s.".formatted(method, path));
      case NOT_ACCEPTABLE ->
          Problem.of(
              status, "NOT_ACCEPTABLE", "This is only there in other media types than asked for.");
      case UNSUPPORTED_MEDIA_TYPE ->
          Problem.of(
              status, "MEDIA_TYPE_UNSUPPORTED", "The body's Content-Type is not taken here.");
      case PAYLOAD_TOO_LARGE ->
          Problem.of(status, "BODY_TOO_LARGE", "The body is too large. Send less at a time.");
      case INTERNAL_SERVER_ERROR -> Problem.of(status, "INTERNAL", "Something went wrong here.");
      default -> Problem.of(status, "REQUEST_INVALID", "The request cannot be understood.");
    };
  }
}
