package dev.millrace.engine.embedded.log;

import io.camunda.zeebe.logstreams.storage.LogStorage;
import io.camunda.zeebe.util.buffer.BufferWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's log on disk.
 *
 * <p>What is appended can be read at once, and is safe on disk a little later: one thread writes
 * and forces whatever came meanwhile in one go. So the engine works ahead of the disk, and whatever
 * leaves the engine (an answer, a job, a record told to a reader) waits in {@link #whenSafe} until
 * everything it may depend on is safe. A hop costs one force, not two, and nothing ever got out
 * that a crash could take back.
 *
 * <p>When the disk refuses, nothing more is taken and nothing more gets out; the log has to be
 * opened again, which cuts off what is torn.
 */
public final class FileLog implements LogStorage, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileLog.class);

  private final Disk disk;
  private final ToIntFunction<ByteBuffer> checksum;
  private final Consumer<Point> passing;
  private final Segments segments;
  private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
  private final RecentBlocks recent = new RecentBlocks();
  private final Consumer<IOException> onFailure;
  private final Thread flusher;
  private final OutputGate gate;
  private final long ahead;

  // Guarded by this.
  private List<Block> pending = new ArrayList<>();
  private @Nullable IOException failure;
  private boolean closing;

  private volatile long end;
  private volatile long lastPosition;
  private volatile long safePosition;
  private long safeEnd;

  private FileLog(
      Disk disk,
      Keeping keeping,
      LogScan.Found found,
      ToIntFunction<ByteBuffer> checksum,
      Consumer<IOException> onFailure) {
    this.disk = disk;
    this.segments = new Segments(disk, keeping);
    this.passing = keeping.passing();
    this.checksum = checksum;
    this.onFailure = onFailure;
    found.segments().forEach(segments::add);
    end = found.end();
    safeEnd = found.end();
    lastPosition = found.lastPosition();
    safePosition = found.lastPosition();
    ahead = keeping.ahead();
    gate = new OutputGate(found.lastPosition());
    flusher = Thread.ofPlatform().name("millrace-engine-log").unstarted(this::flush);
  }

  /**
   * Opens the log in that folder, or a new one.
   *
   * @param checksum of a frame; {@link Frame#CRC32C}, except where a test shows what it is good for
   * @param onFailure told once, on another thread than the engine's, when the disk refuses
   * @throws dev.millrace.engine.EngineException {@code DAMAGED} if it is not what was written
   */
  public static FileLog open(
      Disk disk,
      Keeping keeping,
      ToIntFunction<ByteBuffer> checksum,
      Consumer<IOException> onFailure)
      throws IOException {
    LogScan.Found found = scanned(disk, checksum);
    FileLog log = new FileLog(disk, keeping, found, checksum, onFailure);
    log.gate.start();
    log.flusher.start();
    return log;
  }

  private static LogScan.Found scanned(Disk disk, ToIntFunction<ByteBuffer> checksum)
      throws IOException {
    List<Segment> segments = Segments.open(disk);
    try {
      return LogScan.check(disk, segments, new EndMark(disk, checksum).read(), checksum);
    } catch (IOException | RuntimeException unusable) {
      for (Segment segment : segments) {
        segment.close();
      }
      throw unusable;
    }
  }

  /** Called by one thread at a time: the log stream's sequencer holds a lock. */
  @Override
  public void append(long lowest, long highest, BufferWriter records, AppendListener listener) {
    int length = records.getLength();
    byte[] frame = new byte[Frame.size(length)];
    records.write(new UnsafeBuffer(frame, Frame.HEADER, length), 0);
    synchronized (this) {
      awaitRoom();
      if (failure != null || closing) {
        return;
      }
      Block block = new Block(end, frame, length, lowest, highest);
      recent.add(block);
      pending.add(block);
      end = block.end();
      lastPosition = highest;
      notifyAll();
    }
    // Only measurements hang on onWrite, and they cost more than the write.
    listener.onCommit(highest, highest);
    listeners.forEach(CommitListener::onCommit);
  }

  /** The engine works ahead of the disk, but not without end: what is ahead is in memory. */
  private void awaitRoom() {
    boolean interrupted = false;
    while (end - safeEnd > ahead && failure == null && !closing) {
      try {
        wait();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Runs {@code output} when all that was appended so far is safe; never, if the disk refuses. Runs
   * at once, or on a thread for all such; so it must be short.
   */
  public void whenSafe(Runnable output) {
    synchronized (this) {
      if (failure != null) {
        return;
      }
      if (safePosition < lastPosition) {
        gate.add(lastPosition, output);
        return;
      }
    }
    output.run();
  }

  /** Position of the last record that is safe on disk, or -1. */
  public long safePosition() {
    return safePosition;
  }

  /** Position of the last record, safe or not, or -1. */
  public long lastPosition() {
    return lastPosition;
  }

  /** Why the disk refused, if it did. */
  public synchronized Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  /** Bytes ever written. */
  public long end() {
    return end;
  }

  /** Deletes what stands before the block with that position, as far as whole files go. */
  public void deleteBefore(long position) throws IOException {
    segments.deleteBefore(segments.baseOf(position));
  }

  @Override
  public FileLogReader newReader() {
    return new FileLogReader(this);
  }

  @Override
  public void addCommitListener(CommitListener listener) {
    listeners.add(listener);
  }

  @Override
  public void removeCommitListener(CommitListener listener) {
    listeners.remove(listener);
  }

  /** Position of the oldest record there is, or 0. */
  public long firstPosition() {
    return first() == end ? 0 : block(first()).lowest();
  }

  /** Where the oldest block begins. */
  public long first() {
    return segments.first();
  }

  /** Address of the first block whose highest position is not below that one; else of the last. */
  public long find(long position) {
    try {
      long address = segments.baseOf(position);
      for (Block block = block(address); block.highest() < position && block.end() < end; ) {
        address = block.end();
        block = block(address);
      }
      return address;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The block at that address, which is before the end. */
  Block block(long address) {
    Block block = recent.at(address);
    return block == null ? fromDisk(address) : block;
  }

  private Block fromDisk(long address) {
    try {
      Segment segment = segments.holding(address).orElseThrow(() -> unreadable(address));
      Frame header = segment.header(address).orElseThrow(() -> unreadable(address));
      byte[] frame = segment.frame(address, header).orElseThrow(() -> unreadable(address));
      if (!header.intact(ByteBuffer.wrap(frame), checksum)) {
        throw unreadable(address);
      }
      return new Block(address, frame, header.length(), header.lowest(), header.highest());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static UncheckedIOException unreadable(long address) {
    return new UncheckedIOException(
        new IOException("The engine's log does not read as written at byte " + address));
  }

  private void flush() {
    try {
      for (List<Block> blocks = taken(); !blocks.isEmpty(); blocks = taken()) {
        write(blocks);
        passing.accept(Point.LOG_FORCED);
        safe(blocks.getLast());
        recent.written(blocks);
      }
    } catch (IOException refused) {
      fail(refused);
    } catch (Throwable broken) {
      // Whatever ended this thread: the log is not written any more, and all must know.
      fail(new IOException("The log was not written.", broken));
    }
  }

  private void fail(IOException refused) {
    synchronized (this) {
      failure = refused;
      pending.clear();
      notifyAll();
    }
    onFailure.accept(refused);
  }

  /** Waits for blocks; none when the log closes. An interrupt is nobody's business here. */
  private synchronized List<Block> taken() {
    while (pending.isEmpty() && !closing) {
      try {
        wait();
      } catch (InterruptedException ignored) {
        LOG.debug("The log was interrupted; it goes on.");
      }
    }
    List<Block> taken = pending;
    pending = new ArrayList<>();
    return taken;
  }

  private void write(List<Block> blocks) throws IOException {
    Block first = blocks.getFirst();
    Segment segment = segments.forWriting(first.address(), first.size());
    for (Block block : blocks) {
      Segment next = segments.forWriting(block.address(), block.size());
      if (next.base() != segment.base()) {
        segment.content().force();
        segment = next;
      }
      segment.content().write(block.sealed(safeEnd, checksum), block.address() - segment.base());
    }
    segment.content().force();
  }

  private void safe(Block last) {
    synchronized (this) {
      safeEnd = last.end();
      safePosition = last.highest();
      notifyAll();
    }
    gate.open(last.highest());
  }

  /** Waits until everything up to that position is safe; false if the disk refused. */
  public synchronized boolean awaitSafe(long position) throws InterruptedException {
    while (safePosition < position && failure == null && flusher.isAlive()) {
      wait(1000);
    }
    return safePosition >= position;
  }

  /** Writes what is left, and where the log ends. */
  @Override
  public void close() throws IOException {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    Joining.join(flusher);
    gate.close();
    try (segments) {
      if (failure().isEmpty()) {
        new EndMark(disk, checksum).write(safeEnd);
      }
    }
  }
}
