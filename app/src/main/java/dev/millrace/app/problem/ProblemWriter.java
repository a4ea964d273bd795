package dev.millrace.app.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** Answers with a problem where no controller is: in filters and in the container. */
@Component
public final class ProblemWriter {
  private final ObjectMapper json;

  ProblemWriter(ObjectMapper json) {
    this.json = json;
  }

  /** Does nothing if the answer has already begun. */
  public void write(HttpServletResponse response, Problem problem) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(problem.status().value());
    response.setContentType(Problem.MEDIA_TYPE);
    Object retryAfter = problem.facts().get("retryAfter");
    if (retryAfter != null) {
      response.setHeader("Retry-After", retryAfter.toString());
    }
    json.writeValue(response.getOutputStream(), problem.body());
  }
}
