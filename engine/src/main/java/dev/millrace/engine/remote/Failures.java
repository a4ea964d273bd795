package dev.millrace.engine.remote;

import static dev.millrace.engine.EngineException.Code.BUSY;
import static dev.millrace.engine.EngineException.Code.CONFLICT;
import static dev.millrace.engine.EngineException.Code.INVALID;
import static dev.millrace.engine.EngineException.Code.NOT_FOUND;
import static dev.millrace.engine.EngineException.Code.UNAVAILABLE;

import dev.millrace.engine.EngineException;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientHttpException;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.ProblemException;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/** What the client's failures, over gRPC or REST, mean to the port. */
final class Failures {
  private Failures() {}

  static EngineException engineException(ClientException failure) {
    return switch (failure) {
      case ClientStatusException grpc ->
          new EngineException(
              code(grpc.getStatusCode()), text(grpc.getStatus().getDescription(), grpc), grpc);
      case ProblemException problem ->
          new EngineException(
              code(problem.code()), text(problem.details().getDetail(), problem), problem);
      case ClientHttpException http ->
          new EngineException(code(http.code()), text(http.reason(), http), http);
      default -> new EngineException(UNAVAILABLE, text(null, failure), failure);
    };
  }

  /** True if a message with that id was there already. */
  static boolean isDuplicate(EngineException refused) {
    return switch (refused.getCause()) {
      case ClientStatusException grpc -> grpc.getStatusCode() == Status.Code.ALREADY_EXISTS;
      case ClientHttpException http -> http.code() == 409;
      case null, default -> false;
    };
  }

  private static String text(@Nullable String description, ClientException failure) {
    return description != null ? description : String.valueOf(failure.getMessage());
  }

  private static EngineException.Code code(Status.Code status) {
    return switch (status) {
      case NOT_FOUND -> NOT_FOUND;
      case RESOURCE_EXHAUSTED -> BUSY;
      case INVALID_ARGUMENT,
          FAILED_PRECONDITION,
          ALREADY_EXISTS,
          OUT_OF_RANGE,
          UNIMPLEMENTED,
          PERMISSION_DENIED,
          UNAUTHENTICATED ->
          INVALID;
      case OK, CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, ABORTED, INTERNAL, UNAVAILABLE, DATA_LOSS ->
          UNAVAILABLE;
    };
  }

  private static EngineException.Code code(int httpStatus) {
    return switch (httpStatus) {
      case 404 -> NOT_FOUND;
      case 409 -> CONFLICT;
      case 429, 503 -> BUSY;
      default -> httpStatus >= 400 && httpStatus < 500 ? INVALID : UNAVAILABLE;
    };
  }
}
