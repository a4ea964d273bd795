package dev.millrace.warehouse.write;

import dev.millrace.warehouse.WriteResult;
import dev.millrace.warehouse.sql.Session;
import dev.millrace.warehouse.sql.WarehouseSql;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.TableRules.WriteProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of a warehouse that commits one transaction at a time. What waits when a commit
 * ends goes into the next one together, so that a commit's cost is shared by all who wait for it.
 */
public final class GroupWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);
  private static final Duration OFFER = Duration.ofSeconds(2);
  private static final int QUEUE = 10_000;

  private final Connections connections;
  private final WarehouseSql sql;
  private final Ledger ledger;
  private final Clock clock;
  private final int maxGroup;
  private final Rulebook rulebook;
  private final BiConsumer<PreparedChange, WriteResult.Written> committed;
  private final BlockingQueue<Task> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Thread thread;
  private volatile boolean closed;
  private @Nullable Session session;

  /**
   * @param committed told of every change after its commit, in order, on the writer's thread
   */
  GroupWriter(
      Connections connections,
      WarehouseSql sql,
      Ledger ledger,
      Clock clock,
      int maxGroup,
      Rulebook rulebook,
      BiConsumer<PreparedChange, WriteResult.Written> committed,
      Thread.Builder thread) {
    this.connections = connections;
    this.sql = sql;
    this.ledger = ledger;
    this.clock = clock;
    this.maxGroup = maxGroup;
    this.rulebook = rulebook;
    this.committed = committed;
    this.thread = thread.name("warehouse-writer").start(this::run);
  }

  /** Opens connections for the writer; a spoiled one is closed and a new one asked for. */
  @FunctionalInterface
  public interface Connections {
    Connection open() throws SQLException;
  }

  /** Work inside a transaction of its own. */
  @FunctionalInterface
  public interface Exclusive<T> {
    T run(Session session) throws SQLException;
  }

  private sealed interface Task {
    record Write(PreparedChange change, CompletableFuture<WriteResult> answer) implements Task {}

    record End(String execution, CompletableFuture<Boolean> answer) implements Task {}

    record Alone<T>(Exclusive<T> work, Consumer<T> committed, CompletableFuture<T> answer)
        implements Task {}

    record Stop() implements Task {}
  }

  WriteResult write(PreparedChange change) {
    CompletableFuture<WriteResult> answer = new CompletableFuture<>();
    if (!offer(new Task.Write(change, answer))) {
      return new WriteResult.Unavailable(
          "The warehouse has more changes waiting than it can take.", ledger.backoff());
    }
    return answer.join();
  }

  void endExecution(String execution) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    if (!offer(new Task.End(execution, answer)) || !answer.join()) {
      throw Refusal.of(
          Refusal.Kind.UNAVAILABLE,
          "WAREHOUSE_UNAVAILABLE",
          "The warehouse does not answer; try again in a moment.");
    }
  }

  /** Waits until what is queued now has been answered. */
  void awaitQueued() {
    alone(session -> true);
  }

  Ledger ledger() {
    return ledger;
  }

  /** Runs the work between two groups; a refusal it throws comes out here. */
  public <T> T alone(Exclusive<T> work) {
    return alone(work, result -> {});
  }

  /** As above; {@code committed} is told of the result on the writer's thread, before any other. */
  <T> T alone(Exclusive<T> work, Consumer<T> committed) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    if (!offer(new Task.Alone<>(work, committed, answer))) {
      throw Refusal.of(
          Refusal.Kind.UNAVAILABLE, "WAREHOUSE_UNAVAILABLE", "The warehouse is busy or closed.");
    }
    try {
      return answer.join();
    } catch (java.util.concurrent.CompletionException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      if (e.getCause() instanceof SQLException refused) {
        LOG.warn("The warehouse refused a transaction: {}", refused.toString());
        throw Refusal.of(
            Refusal.Kind.UNAVAILABLE,
            "WAREHOUSE_UNAVAILABLE",
            "The warehouse did not take it; nothing was changed. Try again in a moment.");
      }
      throw e;
    }
  }

  private boolean offer(Task task) {
    try {
      return !closed && queue.offer(task, OFFER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void run() {
    List<Task> group = new ArrayList<>();
    while (true) {
      group.clear();
      try {
        group.add(queue.take());
      } catch (InterruptedException e) {
        LOG.warn("The warehouse writer was interrupted and goes on");
        continue;
      }
      queue.drainTo(group, maxGroup - 1);
      if (ledger.batches()) {
        batch(group);
      }
      if (!runAll(group)) {
        return;
      }
      if (!ledger.keepsSession(!queue.isEmpty())) {
        closeSession();
      }
    }
  }

  /** Waits for more, as long as all of them can wait; what is no change makes them go at once. */
  private void batch(List<Task> group) {
    long now = System.nanoTime();
    long end = group.stream().mapToLong(task -> now + patience(task).toNanos()).min().orElse(now);
    try {
      while (group.size() < maxGroup && System.nanoTime() < end) {
        Task more = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (more != null) {
          group.add(more);
          end = patience(more).isZero() ? now : end;
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("The warehouse writer was interrupted and goes on");
    }
  }

  private static Duration patience(Task task) {
    return task instanceof Task.Write write
            && write.change().table().rules().writes() instanceof WriteProfile.Batched batched
        ? batched.time()
        : Duration.ZERO;
  }

  /** False once it was told to stop; everything queued before that has been done. */
  private boolean runAll(List<Task> tasks) {
    List<Task> together = new ArrayList<>();
    for (Task task : tasks) {
      switch (task) {
        case Task.Write write -> together.add(write);
        case Task.End end -> together.add(end);
        case Task.Alone<?> alone -> {
          commit(together);
          together.clear();
          runAlone(alone);
        }
        case Task.Stop stop -> {
          commit(together);
          discard();
          return false;
        }
      }
    }
    commit(together);
    return true;
  }

  private <T> void runAlone(Task.Alone<T> task) {
    ledger.beforeOthers();
    try {
      Session open = session();
      T result = task.work().run(open);
      ledger.commit(open, Map.of());
      task.committed().accept(result);
      task.answer().complete(result);
    } catch (SQLException | RuntimeException | Error e) {
      discard();
      task.answer().completeExceptionally(e);
    }
  }

  private void commit(List<Task> tasks) {
    if (!tasks.isEmpty()) {
      commit(tasks, false);
    }
  }

  private void commit(List<Task> tasks, boolean careful) {
    try {
      answer(tasks, inOneTransaction(tasks, careful));
    } catch (SQLException | RuntimeException | Error e) {
      // An error too, a driver's failed assertion for one: without this thread nobody gets an
      // answer.
      discard();
      boolean last = careful && tasks.size() == 1;
      switch (last ? Ledger.Retry.NONE : ledger.after(e, careful)) {
        case TOGETHER -> commit(tasks, true);
        case EACH_ALONE -> tasks.forEach(task -> commit(List.of(task), true));
        case NONE -> {
          LOG.warn("The warehouse refused a transaction: {}", e.toString());
          tasks.forEach(this::fail);
        }
      }
    }
  }

  private List<@Nullable WriteResult> inOneTransaction(List<Task> tasks, boolean careful)
      throws SQLException {
    Session open = session();
    Group group = new Group(open, sql, ledger, clock, rulebook);
    group.prepare(
        tasks.stream()
            .map(task -> task instanceof Task.Write write ? write.change() : null)
            .filter(Objects::nonNull)
            .toList(),
        tasks.stream()
            .map(task -> task instanceof Task.End end ? end.execution() : null)
            .filter(Objects::nonNull)
            .toList());
    List<@Nullable WriteResult> results = new ArrayList<>();
    for (Task task : tasks) {
      switch (task) {
        case Task.Write write -> results.add(group.apply(write.change(), careful));
        case Task.End end -> {
          group.end(end.execution());
          results.add(null);
        }
        case Task.Alone<?> alone -> throw new IllegalStateException("runs alone");
        case Task.Stop stop -> throw new IllegalStateException("runs alone");
      }
    }
    group.flush();
    ledger.commit(open, group.heads());
    return results;
  }

  private void answer(List<Task> tasks, List<@Nullable WriteResult> results) {
    for (int i = 0; i < tasks.size(); i++) {
      WriteResult result = results.get(i);
      if (tasks.get(i) instanceof Task.Write write && result != null) {
        if (result instanceof WriteResult.Written written && !written.repeated()) {
          committed.accept(write.change(), written);
        }
        write.answer().complete(shown(result));
      } else if (tasks.get(i) instanceof Task.End end) {
        end.answer().complete(true);
      }
    }
  }

  private WriteResult shown(WriteResult result) {
    return result instanceof WriteResult.Written written && !ledger.visible()
        ? written.onlySafe()
        : result;
  }

  private void fail(Task task) {
    if (task instanceof Task.Write write) {
      write
          .answer()
          .complete(
              new WriteResult.Unavailable(
                  "The warehouse did not take the change.", ledger.backoff()));
    } else if (task instanceof Task.End end) {
      end.answer().complete(false);
    }
  }

  private Session session() throws SQLException {
    Session open = session;
    if (open == null) {
      Connection connection = connections.open();
      connection.setAutoCommit(false);
      open = new Session(connection);
      session = open;
    }
    return open;
  }

  /** After a failure a connection may be spoiled in ways that a rollback does not mend. */
  private void discard() {
    ledger.forget();
    closeSession();
  }

  private void closeSession() {
    Session open = session;
    session = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        LOG.debug("A connection did not close", e);
      }
    }
  }

  /** Does what was queued, then ends. */
  @Override
  public void close() {
    closed = true;
    boolean told = false;
    while (!told) {
      told = queue.offer(new Task.Stop()) || !thread.isAlive();
      if (!told) {
        Thread.onSpinWait();
      }
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Task late = queue.poll(); late != null; late = queue.poll()) {
      fail(late);
      if (late instanceof Task.Alone<?> alone) {
        alone.answer().cancel(false);
      }
    }
  }
}
