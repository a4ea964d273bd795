package dev.millrace.engine.embedded;

import dev.millrace.engine.adapter.JobCommands;
import io.camunda.zeebe.protocol.impl.record.value.job.JobRecord;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.util.buffer.BufferUtil;
import java.time.Duration;
import java.util.Map;

/** What the engine is told about jobs, as commands in its log. */
record EmbeddedJobCommands(Commands commands) implements JobCommands {
  @Override
  public void complete(long jobKey, Map<String, ?> variables) {
    tell(JobIntent.COMPLETE, jobKey, new JobRecord().setVariables(Encoding.encoded(variables)));
  }

  @Override
  public void throwError(long jobKey, String errorCode, String message, Map<String, ?> variables) {
    JobRecord error =
        new JobRecord()
            .setErrorCode(BufferUtil.wrapString(errorCode))
            .setErrorMessage(message)
            .setVariables(Encoding.encoded(variables));
    tell(JobIntent.THROW_ERROR, jobKey, error);
  }

  @Override
  public void fail(long jobKey, int retries, Duration backoff, String message) {
    JobRecord failure =
        new JobRecord()
            .setRetries(retries)
            .setRetryBackoff(Math.max(0, backoff.toMillis()))
            .setErrorMessage(message);
    tell(JobIntent.FAIL, jobKey, failure);
  }

  @Override
  public void extend(long jobKey, Duration timeout) {
    tell(JobIntent.UPDATE_TIMEOUT, jobKey, new JobRecord().setTimeout(timeout.toMillis()));
  }

  private void tell(JobIntent intent, long jobKey, JobRecord value) {
    commands.call(ValueType.JOB, intent, jobKey, value);
  }
}
