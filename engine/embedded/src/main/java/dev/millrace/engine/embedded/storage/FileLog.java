package dev.millrace.engine.embedded.storage;

import io.camunda.zeebe.logstreams.storage.LogStorage;
import io.camunda.zeebe.util.buffer.BufferWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
  private static final long CACHED = 8L << 20;
  private static final String END = "end";

  private final Disk disk;
  private final ToIntFunction<ByteBuffer> checksum;
  private final Consumer<Point> passing;
  private final Segments segments;
  private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
  private final Map<Long, Block> cache = new ConcurrentHashMap<>();
  private final Deque<Block> cached = new ArrayDeque<>();
  private final Consumer<IOException> onFailure;
  private final Thread flusher;

  // Guarded by this.
  private List<Block> pending = new ArrayList<>();
  private final Deque<Output> outputs = new ArrayDeque<>();
  private @Nullable IOException failure;
  private boolean closing;

  private volatile long end;
  private volatile long lastPosition;
  private volatile long safePosition;
  private long safeEnd;
  private long cachedBytes;

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
    flusher = Thread.ofPlatform().name("millrace-engine-log").unstarted(this::flush);
  }

  /**
   * Opens the log in that folder, or a new one.
   *
   * @param onFailure told once, on another thread than the engine's, when the disk refuses
   * @throws dev.millrace.engine.EngineException {@code DAMAGED} if it is not what was written
   */
  static FileLog open(
      Disk disk,
      Keeping keeping,
      ToIntFunction<ByteBuffer> checksum,
      Consumer<IOException> onFailure)
      throws IOException {
    LogScan.Found found = scanned(disk, checksum);
    FileLog log = new FileLog(disk, keeping, found, checksum, onFailure);
    log.flusher.start();
    return log;
  }

  private static LogScan.Found scanned(Disk disk, ToIntFunction<ByteBuffer> checksum)
      throws IOException {
    List<Segment> segments = Segments.open(disk);
    try {
      return LogScan.check(disk, segments, closedAt(disk, checksum), checksum);
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
      if (failure != null || closing) {
        return;
      }
      Block block = new Block(end, frame, length, lowest, highest);
      cache.put(block.address(), block);
      pending.add(block);
      end = block.end();
      lastPosition = highest;
      notifyAll();
    }
    // Only measurements hang on onWrite, and they cost more than the write.
    listener.onCommit(highest, highest);
    listeners.forEach(CommitListener::onCommit);
  }

  /**
   * Runs {@code output} when all that was appended so far is safe; never, if the disk refuses. Must
   * be short and must not throw.
   */
  public void whenSafe(Runnable output) {
    synchronized (this) {
      if (failure != null) {
        return;
      }
      if (safePosition < lastPosition) {
        outputs.add(new Output(lastPosition, output));
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
  long first() {
    return segments.first();
  }

  /** Address of the first block whose highest position is not below that one; else of the last. */
  long find(long position) {
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
    Block recent = cache.get(address);
    return recent == null ? fromDisk(address) : recent;
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
        evict(blocks);
      }
    } catch (IOException refused) {
      fail(refused);
    } catch (RuntimeException bug) {
      fail(new IOException("The log was not written.", bug));
    }
  }

  private void fail(IOException refused) {
    synchronized (this) {
      failure = refused;
      pending.clear();
      outputs.clear();
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
    Segment segment = segments.forWriting(blocks.getFirst().address(), 1);
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
    List<Output> due = new ArrayList<>();
    synchronized (this) {
      safeEnd = last.end();
      safePosition = last.highest();
      while (!outputs.isEmpty() && outputs.peek().position <= safePosition) {
        due.add(outputs.remove());
      }
      notifyAll();
    }
    due.forEach(FileLog::run);
  }

  /** One that fails must not keep the others from getting out. */
  private static void run(Output output) {
    try {
      output.action.run();
    } catch (RuntimeException bug) {
      LOG.error("What waited for position {} of the log failed.", output.position, bug);
    }
  }

  private void evict(List<Block> written) {
    for (Block block : written) {
      cached.add(block);
      cachedBytes += block.size();
    }
    while (cachedBytes > CACHED) {
      Block oldest = cached.remove();
      cache.remove(oldest.address());
      cachedBytes -= oldest.size();
    }
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
    try (segments) {
      if (failure().isEmpty()) {
        writeEnd();
      }
    }
  }

  private void writeEnd() throws IOException {
    ByteBuffer mark = ByteBuffer.allocate(12).putLong(safeEnd);
    mark.putInt(checksum.applyAsInt(mark.slice(0, 8))).flip();
    try (Disk.Content file = disk.open(END)) {
      file.write(mark, 0);
      file.force();
    }
    disk.force();
  }

  /** Where the log ended when it was last closed; 0 if it never was, or the mark was torn. */
  private static long closedAt(Disk disk, ToIntFunction<ByteBuffer> checksum) throws IOException {
    if (!disk.names().contains(END)) {
      return 0;
    }
    try (Disk.Content file = disk.open(END)) {
      ByteBuffer mark = ByteBuffer.allocate(12);
      file.read(mark, 0);
      boolean whole =
          !mark.hasRemaining() && mark.getInt(8) == checksum.applyAsInt(mark.slice(0, 8));
      return whole ? mark.getLong(0) : 0;
    }
  }

  /** Waits for a position to be safe. */
  private record Output(long position, Runnable action) {}
}
