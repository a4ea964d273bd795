package dev.millrace.engine.embedded.log;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The blocks that readers want most: those that are not on disk yet, and the last few that are. One
 * thread adds, one thread lets go, many look.
 */
final class RecentBlocks {
  private static final long KEPT_BYTES = 8L << 20;

  private final Map<Long, Block> blocks = new ConcurrentHashMap<>();
  private final Deque<Block> written = new ArrayDeque<>();
  private long writtenBytes;

  void add(Block block) {
    blocks.put(block.address(), block);
  }

  @Nullable Block at(long address) {
    return blocks.get(address);
  }

  /** These are on disk now; the oldest such may go. */
  void written(Collection<Block> now) {
    for (Block block : now) {
      written.add(block);
      writtenBytes += block.size();
    }
    while (writtenBytes > KEPT_BYTES) {
      Block oldest = written.remove();
      blocks.remove(oldest.address());
      writtenBytes -= oldest.size();
    }
  }
}
