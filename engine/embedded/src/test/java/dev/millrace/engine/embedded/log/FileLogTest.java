package dev.millrace.engine.embedded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import dev.millrace.engine.EngineException;
import io.camunda.zeebe.logstreams.storage.LogStorage.AppendListener;
import io.camunda.zeebe.logstreams.storage.LogStorage.CommitListener;
import io.camunda.zeebe.logstreams.storage.LogStorageReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileLogTest {
  private static final int BLOCK = 3000;

  private static final Keeping SMALL = new Keeping(1 << 17, 32L << 20, 1 << 20, 0, point -> {});

  @TempDir private Path temporary;

  @Test
  void whatWasAppendedIsReadAtOnceAndAgainAfterOpening() throws Exception {
    LossyDisk disk = LossyDisk.honest();
    try (FileLog log = open(disk)) {
      append(log, 1, 3);
      append(log, 4, 4);
      assertThat(blocks(log, 0)).containsExactly(3L, 4L);
    }
    try (FileLog log = open(disk)) {
      append(log, 5, 9);
      assertThat(blocks(log, 0)).containsExactly(3L, 4L, 9L);
      assertThat(log.firstPosition()).isEqualTo(1);
    }
  }

  @Test
  void aSeekFindsTheBlockOfAPositionOrTheLastOne() throws Exception {
    try (FileLog log = open(LossyDisk.honest())) {
      assertThat(blocks(log, Long.MAX_VALUE)).isEmpty();
      append(log, 1, 3);
      append(log, 4, 6);
      append(log, 7, 9);

      assertThat(blocks(log, 5)).containsExactly(6L, 9L);
      assertThat(blocks(log, Long.MAX_VALUE)).containsExactly(9L);
      assertThat(blocks(log, Long.MIN_VALUE)).containsExactly(3L, 6L, 9L);
    }
  }

  @Test
  void aLogOfManyFilesIsReadFromDiskAndForgotten() throws Exception {
    LossyDisk disk = LossyDisk.honest();
    int count = 20_000;
    try (FileLog log = open(disk)) {
      for (int i = 1; i <= count; i++) {
        append(log, i, i);
      }
      assertThat(log.awaitSafe(count)).isTrue();
      assertThat(disk.segments()).hasSizeGreaterThan(3);
      assertThat(blocks(log, 0)).hasSize(count).startsWith(1L, 2L).endsWith((long) count);
    }
    try (FileLog log = open(disk)) {
      assertThat(blocks(log, count / 2).getFirst()).isEqualTo(count / 2);

      log.deleteBefore(count / 2);

      assertThat(log.firstPosition()).isBetween(2L, (long) count / 2);
      assertThat(blocks(log, count / 2)).hasSize(count / 2 + 1);
    }
  }

  @Test
  void commitListenersHearOfEveryBlockUntilTheyAreRemoved() throws Exception {
    try (FileLog log = open(LossyDisk.honest())) {
      List<String> heard = new ArrayList<>();
      CommitListener listener = () -> heard.add("commit");
      log.addCommitListener(listener);
      append(log, 1, 3);
      log.removeCommitListener(listener);
      append(log, 4, 4);

      assertThat(heard).containsExactly("commit");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whatWasCalledSafeSurvivesAPowerCut(long seed) throws Exception {
    assertThat(lostInAPowerCut(LossyDisk.honest(), seed)).isEmpty();
  }

  /** Shows that the test above would notice a log that forgets to force. */
  @Test
  void theTestOfThePowerCutFindsALogThatDoesNotForce() throws Exception {
    boolean found = false;
    for (int seed = 1; seed <= 10; seed++) {
      found |= lostInAPowerCut(LossyDisk.lying(), seed).isPresent();
    }
    assertThat(found).isTrue();
  }

  /** What was called safe and is gone after the power was cut in the middle of writing. */
  private static Optional<String> lostInAPowerCut(LossyDisk disk, long seed) throws Exception {
    Random luck = new Random(seed);
    ConcurrentLinkedQueue<Long> safe = new ConcurrentLinkedQueue<>();
    LossyDisk after;
    long called;
    try (FileLog log = open(disk)) {
      int count = 50 + luck.nextInt(100);
      for (long i = 1; i <= count; i++) {
        append(log, i, i);
        long position = i;
        log.whenSafe(() -> safe.add(position));
        if (luck.nextInt(4) == 0) {
          log.awaitSafe(i - luck.nextInt(3));
        }
      }
      synchronized (disk) {
        called = safe.size();
        after = disk.afterPowerCut(luck);
      }
    }
    try (FileLog log = open(after)) {
      List<Long> found = blocks(log, 0);
      List<Long> whole = LongStream.rangeClosed(1, found.size()).boxed().toList();
      if (!found.equals(whole) || found.size() < called) {
        return Optional.of("%d were safe, %d are there".formatted(called, found.size()));
      }
      append(log, found.size() + 1, found.size() + 1);
      assertThat(log.awaitSafe(found.size() + 1)).isTrue();
    } catch (EngineException damaged) {
      return Optional.of(damaged.toString());
    }
    return Optional.empty();
  }

  /** What a killed process wrote but did not force is acknowledged with what comes after it. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatAKilledProcessLeftUnforcedSurvivesALaterPowerCut(long seed) throws Exception {
    LossyDisk disk = LossyDisk.lying();
    LossyDisk left;
    try (FileLog killed = open(disk)) {
      for (int i = 1; i <= 20; i++) {
        append(killed, i, i);
      }
      assertThat(killed.awaitSafe(20)).isTrue();
      left = disk.afterKill();
    }
    LossyDisk after;
    try (FileLog next = open(left)) {
      append(next, 21, 21);
      assertThat(next.awaitSafe(21)).isTrue();
      after = left.afterPowerCut(new Random(seed));
    }

    try (FileLog log = open(after)) {
      assertThat(blocks(log, 0)).hasSize(21).endsWith(21L);
    }
  }

  @Test
  @Timeout(60)
  void appendingWaitsWhenTheDiskIsFarBehind() throws Exception {
    LossyDisk disk = LossyDisk.honest();
    int ahead = 10 * BLOCK;
    Keeping keeping = new Keeping(1 << 20, ahead, 1 << 20, 0, point -> {});
    try (FileLog log = FileLog.open(disk, keeping, Frame.CRC32C, FileLogTest::unexpected)) {
      disk.stall();
      Thread appending =
          Thread.ofPlatform().start(() -> LongStream.range(1, 100).forEach(i -> append(log, i, i)));
      while (appending.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      assertThat(log.end()).isBetween((long) ahead, ahead + 2L * BLOCK);

      disk.goOn();
      appending.join();
      assertThat(log.awaitSafe(99)).isTrue();
    }
  }

  /** What waits for the disk may append, even while appending waits for the disk. */
  @Test
  @Timeout(60)
  void whatIsLetOutMayAppend() throws Exception {
    Keeping keeping = new Keeping(1 << 20, 2 * BLOCK, 1 << 20, 0, point -> {});
    try (FileLog log =
        FileLog.open(LossyDisk.honest(), keeping, Frame.CRC32C, FileLogTest::unexpected)) {
      Object sequencer = new Object();
      AtomicLong last = new AtomicLong();
      Runnable one =
          () -> {
            synchronized (sequencer) {
              long position = last.incrementAndGet();
              append(log, position, position);
            }
          };
      CountDownLatch answers = new CountDownLatch(200);
      for (int i = 0; i < 200; i++) {
        one.run();
        log.whenSafe(() -> {
          one.run();
          answers.countDown();
        });
      }
      answers.await();
      assertThat(blocks(log, 0)).hasSize(400);
    }
  }

  @Test
  void aReaderThatIsInterruptedDoesNotTakeTheFileFromOthers() throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("log"));
    FolderDisk disk = new FolderDisk(folder);
    try (Disk.Content content = disk.open("file")) {
      content.write(ByteBuffer.wrap(new byte[] {7}), 0);
      Thread.currentThread().interrupt();
      assertThat(first(content)).isEqualTo((byte) 7);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(first(content)).isEqualTo((byte) 7);
    }
  }

  private static byte first(Disk.Content content) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    content.read(one, 0);
    return one.flip().get();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 9, 17, 30, 39, 40, 41, 2000, 3040, 6079, 6085, 9100})
  void aFlippedBitIsFoundAndNamed(int at) throws Exception {
    LossyDisk disk = written(Frame.CRC32C);

    disk.flip(disk.segments().getFirst(), at, 3);

    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> open(disk).close())
        .satisfies(damaged -> {
          assertThat(damaged.code()).isEqualTo(EngineException.Code.DAMAGED);
          assertThat(damaged)
              .hasMessageContaining("00000000000000000000.log at byte " + at / 3040 * 3040);
        });
  }

  /** Shows that the test above needs the checksum. */
  @Test
  void withoutTheChecksumAFlippedBitWouldBeBelieved() throws Exception {
    LossyDisk disk = written(FileLogTest::unchecked);

    disk.flip(disk.segments().getFirst(), 2000, 3);

    try (FileLog log = FileLog.open(disk, SMALL, FileLogTest::unchecked, FileLogTest::unexpected)) {
      assertThat(blocks(log, 0)).containsExactly(1L, 2L, 3L, 4L);
    }
  }

  @Test
  void aLogThatIsGoneIsMissed() throws Exception {
    LossyDisk disk = written(Frame.CRC32C);
    disk.delete(disk.segments().getFirst());

    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> open(disk).close())
        .withMessageContaining("is missing");
  }

  @Test
  void whenTheDiskRefusesNothingGetsOutAndWhatWasSafeStays() throws Exception {
    LossyDisk disk = LossyDisk.honest();
    CompletableFuture<IOException> told = new CompletableFuture<>();
    FileLog log = FileLog.open(disk, SMALL, Frame.CRC32C, told::complete);
    append(log, 1, 1);
    assertThat(log.awaitSafe(1)).isTrue();
    disk.refuse(new IOException("No space left on device"));

    append(log, 2, 2);
    List<String> out = new ArrayList<>();
    log.whenSafe(() -> out.add("two"));

    assertThat(told.get(10, TimeUnit.SECONDS)).hasMessageContaining("No space left");
    assertThat(log.awaitSafe(2)).isFalse();
    append(log, 3, 3);
    log.whenSafe(() -> out.add("three"));
    log.close();
    assertThat(out).isEmpty();
    assertThat(log.failure()).isPresent();
    try (FileLog again = open(disk.afterPowerCut(new Random(1)))) {
      assertThat(blocks(again, 0)).startsWith(1L).doesNotContain(3L);
    }
  }

  /** Four blocks, closed in peace. */
  private static LossyDisk written(ToIntFunction<ByteBuffer> checksum) throws IOException {
    LossyDisk disk = LossyDisk.honest();
    try (FileLog log = FileLog.open(disk, SMALL, checksum, FileLogTest::unexpected)) {
      for (int i = 1; i <= 4; i++) {
        append(log, i, i);
      }
    }
    return disk;
  }

  private static int unchecked(ByteBuffer bytes) {
    return 0;
  }

  private static FileLog open(Disk disk) throws IOException {
    return FileLog.open(disk, SMALL, Frame.CRC32C, FileLogTest::unexpected);
  }

  private static void unexpected(IOException refused) {
    fail("The disk refused.", refused);
  }

  /** A block whose content begins with its highest position. */
  private static void append(FileLog log, long lowest, long highest) {
    ByteBuffer block = ByteBuffer.allocate(BLOCK).putLong(0, highest);
    log.append(lowest, highest, block, new AppendListener() {});
  }

  private static List<Long> blocks(FileLog log, long from) {
    List<Long> blocks = new ArrayList<>();
    LogStorageReader reader = log.newReader();
    reader.seek(from);
    while (reader.hasNext()) {
      DirectBuffer block = reader.next();
      blocks.add(Long.reverseBytes(block.getLong(0)));
    }
    reader.close();
    return blocks;
  }
}
