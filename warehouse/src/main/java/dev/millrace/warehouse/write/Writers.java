package dev.millrace.warehouse.write;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Who writes to which table: one writer for all where a transaction holds several tables, or one
 * for each, so that a table that is slow or blocked holds up no other.
 */
final class Writers implements AutoCloseable {
  private final GroupWriter first;
  private final Optional<Supplier<GroupWriter>> more;
  private final ConcurrentMap<UUID, GroupWriter> ofTables = new ConcurrentHashMap<>();

  private Writers(GroupWriter first, Optional<Supplier<GroupWriter>> more) {
    this.first = first;
    this.more = more;
  }

  static Writers oneForAll(GroupWriter writer) {
    return new Writers(writer, Optional.empty());
  }

  /** One for each table, and one for what belongs to none. */
  static Writers oneForEach(Supplier<GroupWriter> made) {
    return new Writers(made.get(), Optional.of(made));
  }

  /** The writer of what belongs to no table. */
  GroupWriter first() {
    return first;
  }

  GroupWriter of(UUID table) {
    return more.isEmpty() ? first : ofTables.computeIfAbsent(table, id -> more.orElseThrow().get());
  }

  /** Groups that began before the end was known are over when this returns. */
  void endExecution(String execution) {
    first.endExecution(execution);
    ofTables.values().forEach(GroupWriter::awaitQueued);
  }

  @Override
  public void close() {
    ofTables.values().forEach(GroupWriter::close);
    first.close();
  }
}
