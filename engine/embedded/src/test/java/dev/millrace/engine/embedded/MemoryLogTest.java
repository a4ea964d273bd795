package dev.millrace.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.logstreams.storage.LogStorage.AppendListener;
import io.camunda.zeebe.logstreams.storage.LogStorage.CommitListener;
import io.camunda.zeebe.logstreams.storage.LogStorageReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

final class MemoryLogTest {
  private final MemoryLog log = new MemoryLog();

  @Test
  void aReaderOfAnEmptyLogSeesWhatComesInOrder() {
    LogStorageReader reader = log.newReader();
    reader.seek(Long.MIN_VALUE);
    assertThat(reader.hasNext()).isFalse();

    append(1, 3);
    append(4, 4);

    assertThat(rest(reader)).containsExactly(3L, 4L);
    append(5, 9);
    assertThat(rest(reader)).containsExactly(9L);
  }

  @Test
  void aSeekStopsAtTheBlockThatHoldsThePosition() {
    LogStorageReader reader = log.newReader();
    append(1, 3);
    append(4, 6);
    append(7, 9);

    reader.seek(5);

    assertThat(rest(reader)).containsExactly(6L, 9L);
  }

  @Test
  void aSeekToTheEndFindsTheLastBlock() {
    LogStorageReader reader = log.newReader();
    append(1, 3);
    append(4, 6);

    reader.seek(Long.MAX_VALUE);

    assertThat(rest(reader)).containsExactly(6L);
  }

  @Test
  void aNewReaderBeginsAtTheLastBlock() {
    append(1, 3);
    append(4, 6);
    LogStorageReader reader = log.newReader();
    append(7, 9);

    assertThat(rest(reader)).containsExactly(6L, 9L);
  }

  @Test
  void aClosedReaderHoldsNothing() {
    LogStorageReader reader = log.newReader();
    append(1, 3);

    reader.close();
    reader.seek(1);

    assertThat(reader.hasNext()).isFalse();
  }

  @Test
  void commitListenersHearOfEveryBlockUntilTheyAreRemoved() {
    List<String> heard = new ArrayList<>();
    CommitListener listener = () -> heard.add("commit");
    log.addCommitListener(listener);
    append(1, 3);
    log.removeCommitListener(listener);
    append(4, 4);

    assertThat(heard).containsExactly("commit");
  }

  /** A block whose content is its highest position. */
  private void append(long lowest, long highest) {
    ByteBuffer block = ByteBuffer.allocate(Long.BYTES).putLong(0, highest);
    log.append(lowest, highest, block, new AppendListener() {});
  }

  private static List<Long> rest(LogStorageReader reader) {
    List<Long> blocks = new ArrayList<>();
    while (reader.hasNext()) {
      DirectBuffer block = reader.next();
      blocks.add(Long.reverseBytes(block.getLong(0)));
    }
    return blocks;
  }
}
