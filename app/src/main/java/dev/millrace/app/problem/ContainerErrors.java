package dev.millrace.app.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What the container itself refuses, e.g. an address that no firewall lets through. */
@Controller
final class ContainerErrors implements ErrorController {
  private final ProblemWriter writer;

  ContainerErrors(ProblemWriter writer) {
    this.writer = writer;
  }

  @RequestMapping("/error")
  void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus status =
        code instanceof Integer number
            ? Optional.ofNullable(HttpStatus.resolve(number)).orElse(HttpStatus.BAD_REQUEST)
            : HttpStatus.NOT_FOUND;
    writer.write(response, HttpProblems.problem(status, request.getMethod(), "this address"));
  }
}
