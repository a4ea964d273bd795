package dev.millrace.warehouse.read;

import dev.millrace.warehouse.StatementTag;
import java.util.function.Supplier;

/** The tag of what each thread is doing. */
public final class Tags {
  private final ThreadLocal<StatementTag> tag = ThreadLocal.withInitial(() -> StatementTag.NONE);

  public StatementTag get() {
    return tag.get();
  }

  /** Does the work under that tag, then goes back to the one before. */
  public <T> T tagged(StatementTag newTag, Supplier<T> work) {
    StatementTag before = tag.get();
    tag.set(newTag);
    try {
      return work.get();
    } finally {
      tag.set(before);
    }
  }
}
