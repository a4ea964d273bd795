package dev.millrace.app.action;

import dev.millrace.app.published.PublishedWorkbook;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/** Starts several sequences at once; what one of them is refused does not hold up the others. */
@Component
final class ConcurrentStarts implements AutoCloseable {
  private final SequenceStarts starts;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  ConcurrentStarts(SequenceStarts starts) {
    this.starts = starts;
  }

  /**
   * One attempt a sequence, in their order.
   *
   * @throws Refusal the sequence's own, if there is only one
   */
  List<Attempt> start(
      PublishedWorkbook workbook,
      List<Sequence> sequences,
      CheckedContext context,
      Optional<String> idempotencyKey,
      Reader reader) {
    if (sequences.size() == 1) {
      Sequence only = sequences.getFirst();
      return List.of(started(workbook, only, context, idempotencyKey, reader));
    }
    List<CompletableFuture<Attempt>> attempts = new ArrayList<>();
    for (Sequence sequence : sequences) {
      attempts.add(
          CompletableFuture.supplyAsync(
              () -> attempt(workbook, sequence, context, idempotencyKey, reader), threads));
    }
    return attempts.stream().map(ConcurrentStarts::result).toList();
  }

  private Attempt attempt(
      PublishedWorkbook workbook,
      Sequence sequence,
      CheckedContext context,
      Optional<String> idempotencyKey,
      Reader reader) {
    try {
      return started(workbook, sequence, context, idempotencyKey, reader);
    } catch (Refusal refusal) {
      return new Attempt.Failed(workbook.id() + "." + sequence.id(), refusal);
    }
  }

  private Attempt started(
      PublishedWorkbook workbook,
      Sequence sequence,
      CheckedContext context,
      Optional<String> idempotencyKey,
      Reader reader) {
    Optional<String> key = idempotencyKey.map(sent -> sequence.id() + " " + sent);
    String execution =
        starts.start(workbook, sequence, context.seenBy(sequence).context(), key, reader);
    return new Attempt.Started(workbook.id() + "." + sequence.id(), execution);
  }

  private static Attempt result(CompletableFuture<Attempt> attempt) {
    try {
      return attempt.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    threads.close();
  }

  /** What came of one start. */
  sealed interface Attempt {
    record Started(String sequenceId, String executionId) implements Attempt {}

    record Failed(String sequenceId, Refusal refusal) implements Attempt {}
  }
}
