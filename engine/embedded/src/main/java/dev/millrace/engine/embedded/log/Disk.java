package dev.millrace.engine.embedded.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The folder of a log as the log sees it. What was written is on the disk for certain only after
 * {@link Content#force}; what was created, renamed or deleted, only after {@link #force}.
 */
public interface Disk {
  /** The names of all files, in no order. */
  List<String> names() throws IOException;

  /** Opens a file that is there, or a new one. */
  Content open(String name) throws IOException;

  void rename(String from, String to) throws IOException;

  /** Without effect if there is none. */
  void delete(String name) throws IOException;

  void force() throws IOException;

  /** An open file. Positional, so that many may read while one writes. */
  interface Content extends AutoCloseable {
    long size() throws IOException;

    /** Reads until the buffer, which has an array, is full or the file ends. */
    void read(ByteBuffer into, long at) throws IOException;

    /** Writes all of it. */
    void write(ByteBuffer from, long at) throws IOException;

    void force() throws IOException;

    @Override
    void close() throws IOException;
  }
}
