package dev.millrace.engine.embedded.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.ToIntFunction;

/** The file {@code end}: where the log ended when it was closed in peace. Shows files that went. */
record EndMark(Disk disk, ToIntFunction<ByteBuffer> checksum) {
  private static final String NAME = "end";

  void write(long end) throws IOException {
    ByteBuffer mark = ByteBuffer.allocate(12).putLong(end);
    mark.putInt(checksum.applyAsInt(mark.slice(0, 8))).flip();
    try (Disk.Content file = disk.open(NAME)) {
      file.write(mark, 0);
      file.force();
    }
    disk.force();
  }

  /** Where the log ended when it was last closed; 0 if it never was, or the mark was torn. */
  long read() throws IOException {
    if (!disk.names().contains(NAME)) {
      return 0;
    }
    try (Disk.Content file = disk.open(NAME)) {
      ByteBuffer mark = ByteBuffer.allocate(12);
      file.read(mark, 0);
      boolean whole =
          !mark.hasRemaining() && mark.getInt(8) == checksum.applyAsInt(mark.slice(0, 8));
      return whole ? mark.getLong(0) : 0;
    }
  }
}
