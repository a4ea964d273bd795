package dev.millrace.engine.embedded;

import io.camunda.zeebe.logstreams.storage.LogStorage;
import io.camunda.zeebe.logstreams.storage.LogStorageReader;
import io.camunda.zeebe.util.buffer.BufferWriter;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A log in memory. It holds on to its last block only; each block holds the one after it. So a
 * block lives as long as a reader may still come to it, and a new reader begins at the last one.
 */
final class MemoryLog implements LogStorage {
  private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
  private volatile Block last = new Block(Long.MIN_VALUE, new UnsafeBuffer(0, 0));

  /** Called by one thread at a time: the log stream's sequencer holds a lock. */
  @Override
  public void append(
      long lowestPosition,
      long highestPosition,
      BufferWriter blockWriter,
      AppendListener listener) {
    UnsafeBuffer bytes = new UnsafeBuffer(new byte[blockWriter.getLength()]);
    blockWriter.write(bytes, 0);
    Block block = new Block(highestPosition, bytes);
    last.next = block;
    last = block;
    listener.onWrite(highestPosition, highestPosition);
    listener.onCommit(highestPosition, highestPosition);
    listeners.forEach(CommitListener::onCommit);
  }

  @Override
  public LogStorageReader newReader() {
    return new Reader(last);
  }

  @Override
  public void addCommitListener(CommitListener listener) {
    listeners.add(listener);
  }

  @Override
  public void removeCommitListener(CommitListener listener) {
    listeners.remove(listener);
  }

  /** One append: some records, and the way to the next. */
  private static final class Block {
    final long highestPosition;
    final DirectBuffer bytes;
    volatile @Nullable Block next;

    Block(long highestPosition, DirectBuffer bytes) {
      this.highestPosition = highestPosition;
      this.bytes = bytes;
    }

    boolean isEmpty() {
      return bytes.capacity() == 0;
    }
  }

  /**
   * Goes forward only. A seek back stays where the reader is; the engine seeks back only when it
   * recovers, and this log is always new.
   */
  private static final class Reader implements LogStorageReader {
    private @Nullable Block current;

    /** True once {@code current} was handed out: the next one to hand out is its successor. */
    private boolean consumed;

    Reader(Block start) {
      current = start;
      consumed = start.isEmpty();
    }

    @Override
    public void seek(long position) {
      Block block = current;
      if (block == null) {
        return;
      }
      for (Block next = block.next;
          next != null && block.highestPosition < position;
          next = block.next) {
        block = next;
        consumed = false;
      }
      current = block;
      if (position == Long.MAX_VALUE) {
        consumed = block.isEmpty();
      }
    }

    @Override
    public boolean hasNext() {
      return current != null && (!consumed || current.next != null);
    }

    @Override
    public DirectBuffer next() {
      Block block = current;
      if (block != null && consumed) {
        block = block.next;
      }
      if (block == null) {
        throw new NoSuchElementException();
      }
      current = block;
      consumed = true;
      return block.bytes;
    }

    /** Lets go of the log: the log stream remembers its readers even when they are closed. */
    @Override
    public void close() {
      current = null;
    }
  }
}
