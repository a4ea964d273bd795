package dev.millrace.engine.embedded;

import static dev.millrace.engine.EngineException.Code.BUSY;
import static dev.millrace.engine.EngineException.Code.INVALID;
import static dev.millrace.engine.EngineException.Code.NOT_FOUND;
import static dev.millrace.engine.EngineException.Code.UNAVAILABLE;

import dev.millrace.engine.EngineException;
import io.camunda.zeebe.auth.Authorization;
import io.camunda.zeebe.logstreams.log.LogAppendEntry;
import io.camunda.zeebe.logstreams.log.LogStreamWriter;
import io.camunda.zeebe.logstreams.log.LogStreamWriter.WriteFailure;
import io.camunda.zeebe.logstreams.log.WriteContext;
import io.camunda.zeebe.protocol.impl.encoding.AuthInfo;
import io.camunda.zeebe.protocol.impl.record.RecordMetadata;
import io.camunda.zeebe.protocol.impl.record.UnifiedRecordValue;
import io.camunda.zeebe.protocol.impl.record.value.job.JobBatchRecord;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.RejectionType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.JobBatchIntent;
import io.camunda.zeebe.protocol.record.value.TenantOwned;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Writes commands to the engine's log and waits for the answers. Thread-safe. */
final class Commands {
  /** In place of a key where the engine is to give one. */
  static final long NEW = -1;

  /** The engine's own marker for "this caller may do everything". */
  static final Map<String, Object> CLAIMS = Map.of(Authorization.AUTHORIZED_ANONYMOUS_USER, true);

  private static final long ANSWER_SECONDS = 30;

  private final LogStreamWriter log;
  private final Answers answers;

  Commands(LogStreamWriter log, Answers answers) {
    this.log = log;
    this.answers = answers;
  }

  /** Sends a command and waits until the engine has done it. */
  Answer.Accepted call(ValueType type, Intent intent, long key, UnifiedRecordValue value) {
    return switch (ask(type, intent, key, value)) {
      case Answer.Accepted accepted -> accepted;
      case Answer.Refused refused -> throw exception(refused);
    };
  }

  /** Sends a command and waits for the answer, be it a refusal. */
  Answer ask(ValueType type, Intent intent, long key, UnifiedRecordValue value) {
    CompletableFuture<Answer> answer = send(type, intent, key, value);
    try {
      return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw unanswered(interrupted);
    } catch (TimeoutException late) {
      throw unanswered(late);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof EngineException known ? known : unanswered(failed);
    } finally {
      if (!answer.isDone()) {
        answers.forget(answer);
      }
    }
  }

  /** Sends a command; the answer completes the future on a thread of the engine or its log. */
  CompletableFuture<Answer> send(
      ValueType type, Intent intent, long key, UnifiedRecordValue value) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    long request = answers.expect(answer);
    RecordMetadata metadata =
        metadata(type, intent).requestId(request).requestStreamId(answers.stream());
    try {
      write(metadata, intent, key, value);
    } catch (RuntimeException notWritten) {
      answers.forget(answer);
      throw notWritten;
    }
    return answer;
  }

  /** Sends a command that nobody waits for. */
  void post(ValueType type, Intent intent, long key, UnifiedRecordValue value) {
    write(metadata(type, intent), intent, key, value);
  }

  /**
   * Returns when what stands in the log now is done and the state shows it. Asks for jobs of a type
   * that nobody has; the answer comes after everything before it.
   */
  void awaitProcessed() {
    JobBatchRecord none =
        new JobBatchRecord()
            .setType("millrace:none")
            .setWorker("millrace")
            .setTimeout(1)
            .setMaxJobsToActivate(1)
            .setTenantIds(List.of(TenantOwned.DEFAULT_TENANT_IDENTIFIER));
    call(ValueType.JOB_BATCH, JobBatchIntent.ACTIVATE, NEW, none);
  }

  static EngineException exception(Answer.Refused refused) {
    EngineException.Code code = refused.type() == RejectionType.NOT_FOUND ? NOT_FOUND : INVALID;
    return new EngineException(code, refused.reason(), null);
  }

  private void write(RecordMetadata metadata, Intent intent, long key, UnifiedRecordValue value) {
    LogAppendEntry entry = LogAppendEntry.of(key, metadata, value);
    log.tryWrite(WriteContext.userCommand(intent), entry)
        .ifLeft(failure -> {
          throw exception(failure, value.getLength());
        });
  }

  private static RecordMetadata metadata(ValueType type, Intent intent) {
    return new RecordMetadata()
        .recordType(RecordType.COMMAND)
        .valueType(type)
        .intent(intent)
        .authorization(new AuthInfo().setClaims(CLAIMS));
  }

  private static EngineException exception(WriteFailure failure, int bytes) {
    return switch (failure) {
      case CLOSED -> Answers.closed();
      case WRITE_LIMIT_EXHAUSTED, REQUEST_LIMIT_EXHAUSTED ->
          new EngineException(BUSY, "The engine is busy. Try again later.", null);
      case INVALID_ARGUMENT ->
          new EngineException(
              INVALID,
              "The command has %d bytes; the engine takes less than 4 MB.".formatted(bytes),
              null);
    };
  }

  private static EngineException unanswered(Exception cause) {
    return new EngineException(
        UNAVAILABLE, "The engine did not answer; the command may or may not be done.", cause);
  }
}
