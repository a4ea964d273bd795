package dev.millrace.app.problem;

import java.io.IOException;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** The body went on past its bound while it was read. */
public final class BodyTooLargeException extends IOException {
  private final long most;

  /**
   * A body that is too large.
   *
   * @param most bytes allowed
   */
  public BodyTooLargeException(long most) {
    super("body larger than " + most + " bytes");
    this.most = most;
  }

  public Problem problem() {
    return new Problem(
        HttpStatus.PAYLOAD_TOO_LARGE,
        "BODY_TOO_LARGE",
        "The body is larger than %d bytes. Send less at a time.".formatted(most),
        Map.of("limit", most));
  }
}
