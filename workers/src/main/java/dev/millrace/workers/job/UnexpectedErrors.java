package dev.millrace.workers.job;

import dev.millrace.engine.Job;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors nobody foresaw: the log has the cause, people get its id. */
final class UnexpectedErrors {
  private static final Logger LOG = LoggerFactory.getLogger(UnexpectedErrors.class);

  private UnexpectedErrors() {}

  /** Logs the error; returns what an operator is told. */
  static String told(Job job, RuntimeException bug) {
    String errorId = UUID.randomUUID().toString();
    LOG.error("Unexpected error {} in job {} ({}).", errorId, job.key(), job.type(), bug);
    return "Unexpected error %s; the log has it.".formatted(errorId);
  }
}
