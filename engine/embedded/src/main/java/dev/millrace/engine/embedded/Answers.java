package dev.millrace.engine.embedded;

import static dev.millrace.engine.EngineException.Code.BUSY;
import static dev.millrace.engine.EngineException.Code.UNAVAILABLE;

import dev.millrace.engine.EngineException;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.RejectionType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.stream.api.CommandResponseWriter;
import io.camunda.zeebe.util.buffer.BufferUtil;
import io.camunda.zeebe.util.buffer.BufferWriter;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Brings the engine's answers to those who wait for them, when what was answered cannot be lost any
 * more. The engine fills in one answer after the other, on one thread; futures complete on that
 * thread or the log's for output, so what hangs on them must be short.
 */
final class Answers implements CommandResponseWriter {
  private static final int MAX_OPEN = 10_000;

  private final Map<Long, CompletableFuture<Answer>> open = new ConcurrentHashMap<>();
  private final AtomicLong lastRequest = new AtomicLong();

  /** Tells requests of this process from those that an earlier one left in the log. */
  private final int stream = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);

  private volatile boolean closed;
  private Consumer<Runnable> gate = Runnable::run;

  private long key;
  private @Nullable RecordType recordType;
  private RejectionType rejectionType = RejectionType.NULL_VAL;
  private String rejectionReason = "";
  private @Nullable BufferWriter value;

  /** From now on answers go through that gate, which opens when they are safe. */
  void waitFor(Consumer<Runnable> gate) {
    this.gate = gate;
  }

  /** The stream that a command carries together with its number. */
  int stream() {
    return stream;
  }

  /** A number for a command to carry, under which its answer will come. */
  long expect(CompletableFuture<Answer> answer) {
    if (closed) {
      throw closed();
    }
    if (open.size() >= MAX_OPEN) {
      throw new EngineException(
          BUSY, "The engine has %d commands to answer. Try again later.".formatted(MAX_OPEN), null);
    }
    long request = lastRequest.incrementAndGet();
    open.put(request, answer);
    if (closed) {
      open.remove(request);
      throw closed();
    }
    return request;
  }

  /** Nobody waits for that answer any more. */
  void forget(CompletableFuture<Answer> answer) {
    answer.cancel(false);
    open.values().removeIf(CompletableFuture::isCancelled);
  }

  /** No answer will come any more. */
  void close() {
    closed = true;
    open.values().forEach(answer -> answer.completeExceptionally(closed()));
    open.clear();
  }

  static EngineException closed() {
    return new EngineException(
        UNAVAILABLE, "The embedded engine is closed; the command may or may not be done.", null);
  }

  @Override
  public void tryWriteResponse(int requestStreamId, long requestId) {
    if (requestStreamId == stream && open.containsKey(requestId)) {
      Answer answer = answer();
      gate.accept(() -> complete(requestId, answer));
    }
    value = null;
  }

  private void complete(long requestId, Answer answer) {
    CompletableFuture<Answer> waiting = open.remove(requestId);
    if (waiting != null) {
      waiting.complete(answer);
    }
  }

  private Answer answer() {
    if (recordType == RecordType.COMMAND_REJECTION || value == null) {
      return new Answer.Refused(rejectionType, rejectionReason);
    }
    UnsafeBuffer copy = new UnsafeBuffer(new byte[value.getLength()]);
    value.write(copy, 0);
    return new Answer.Accepted(key, copy);
  }

  @Override
  public CommandResponseWriter partitionId(int partitionId) {
    return this;
  }

  @Override
  public CommandResponseWriter key(long key) {
    this.key = key;
    return this;
  }

  @Override
  public CommandResponseWriter intent(Intent intent) {
    return this;
  }

  @Override
  public CommandResponseWriter recordType(RecordType type) {
    recordType = type;
    return this;
  }

  @Override
  public CommandResponseWriter valueType(ValueType type) {
    return this;
  }

  @Override
  public CommandResponseWriter rejectionType(RejectionType type) {
    rejectionType = type;
    return this;
  }

  @Override
  public CommandResponseWriter rejectionReason(DirectBuffer reason) {
    rejectionReason = BufferUtil.bufferAsString(reason);
    return this;
  }

  @Override
  public CommandResponseWriter valueWriter(BufferWriter writer) {
    value = writer;
    return this;
  }
}
