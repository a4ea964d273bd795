package dev.millrace.engine.embedded.log;

import io.camunda.zeebe.logstreams.storage.LogStorageReader;
import java.util.NoSuchElementException;
import org.agrona.DirectBuffer;

/** Goes through a log block by block. Holds no block, so it may lag as far as it likes. */
final class FileLogReader implements LogStorageReader {
  private final FileLog log;
  private long address;
  private boolean closed;

  FileLogReader(FileLog log) {
    this.log = log;
    this.address = log.first();
  }

  @Override
  public void seek(long position) {
    if (!closed) {
      address = log.first() == log.end() ? log.end() : log.find(position);
    }
  }

  @Override
  public boolean hasNext() {
    return !closed && address < log.end();
  }

  @Override
  public DirectBuffer next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Block block = log.block(address);
    address = block.end();
    return block.records();
  }

  @Override
  public void close() {
    closed = true;
  }
}
