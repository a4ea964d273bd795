package dev.millrace.app.problem;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Answers requests so broken that no filter sees them, in place of Tomcat's own page. */
public final class ProblemValve extends ErrorReportValve {
  @Override
  protected void report(Request request, Response response, @Nullable Throwable error) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    response.setContentType(Problem.MEDIA_TYPE);
    try {
      Writer writer = response.getReporter();
      if (writer != null) {
        writer.write(
            """
            {"type":"about:blank","title":"Request invalid","status":%d,\
            "detail":"The request cannot be understood.","code":"REQUEST_INVALID"}\
            """
                .formatted(status));
        response.finishResponse();
      }
    } catch (IOException | IllegalStateException e) {
      container.getLogger().debug("nobody is there to be answered", e);
    }
  }
}
