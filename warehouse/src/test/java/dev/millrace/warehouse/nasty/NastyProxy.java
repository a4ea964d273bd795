package dev.millrace.warehouse.nasty;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A real database as bad as a warehouse may be: slow, with a short queue for each table, without
 * keys, each statement a transaction of its own, locks that outlive their connection, and words
 * that get lost. One for all connections of all processes.
 */
public final class NastyProxy {
  private static final Pattern CHANGES =
      Pattern.compile(
          "^\\s*(?:INSERT\\s+INTO|UPDATE|DELETE\\s+FROM|MERGE\\s+INTO)\\s+\"?([A-Za-z0-9_]+)\"?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TABLE_KEY =
      Pattern.compile(",\\s*(?:PRIMARY\\s+KEY|UNIQUE)\\s*\\([^)]*\\)", Pattern.CASE_INSENSITIVE);
  private static final Pattern COLUMN_KEY =
      Pattern.compile("\\s+(?:PRIMARY\\s+KEY|UNIQUE)", Pattern.CASE_INSENSITIVE);

  private final Manners manners;
  private final Map<String, TableGate> gates = new ConcurrentHashMap<>();
  private volatile Function<String, Optional<Fault>> weather = text -> Optional.empty();
  private final List<Trap> traps = new CopyOnWriteArrayList<>();
  private final List<Ghost> ghosts = new CopyOnWriteArrayList<>();
  private final List<String> seen = new CopyOnWriteArrayList<>();

  public NastyProxy(Manners manners) {
    this.manners = manners;
  }

  /** What happens to a statement. */
  public enum Fault {
    /** It runs, but nobody is told, and the connection is gone. */
    WORD_LOST,
    /** The connection is gone before it. */
    CUT_BEFORE,
    /** The connection is gone within it: it has no effect, but its table stays locked. */
    CUT_WITHIN,
    /** The connection is gone, and it runs when {@link #runGhosts} says so. */
    RUNS_LATER,
    /** It waits until {@link Trap#open}. */
    HELD_UP
  }

  /** A fault that waits for its statement. */
  public static final class Trap {
    private final String sign;
    private final Fault fault;
    private final CountDownLatch sprung = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    private Trap(String sign, Fault fault) {
      this.sign = sign;
      this.fault = fault;
    }

    /** Waits until a statement is in it. */
    public boolean sprung() throws InterruptedException {
      return sprung.await(30, TimeUnit.SECONDS);
    }

    /** Lets a statement that is held up go on. */
    public void open() {
      opened.countDown();
    }
  }

  private record Ghost(Action statement) {}

  /** A statement on the real connection. */
  @FunctionalInterface
  interface Action {
    @Nullable Object run() throws SQLException;
  }

  /** How bad it is. */
  public Manners manners() {
    return manners;
  }

  /** The next statement that changes a table and whose text holds that sign meets the fault. */
  public Trap next(String sign, Fault fault) {
    Trap trap = new Trap(sign, fault);
    traps.add(trap);
    return trap;
  }

  /** What happens from now on to statements that change a table. */
  public void weather(Function<String, Optional<Fault>> faults) {
    weather = faults;
  }

  /** Runs what went on without its connection; those that the database refuses are gone. */
  public int runGhosts() {
    int ran = 0;
    List<Ghost> all = List.copyOf(ghosts);
    ghosts.clear();
    for (Ghost ghost : all) {
      try {
        ghost.statement().run();
        ran++;
      } catch (SQLException e) {
        // A statement without a connection tells nobody why it failed.
      }
    }
    return ran;
  }

  /** Statements since the last call, in their order. */
  public List<String> statements() {
    List<String> all = new ArrayList<>(seen);
    seen.clear();
    return all;
  }

  /** How many statements wait to change that table. */
  public int waiting(String table) {
    TableGate gate = gates.get(table);
    return gate == null ? 0 : gate.waiting();
  }

  public Connection wrap(Connection real) {
    return NastyConnection.of(this, real);
  }

  static String withoutKeys(String text) {
    if (!text.stripLeading().regionMatches(true, 0, "CREATE TABLE", 0, 12)) {
      return text;
    }
    return COLUMN_KEY.matcher(TABLE_KEY.matcher(text).replaceAll("")).replaceAll("");
  }

  private static Optional<String> changed(String text) {
    Matcher matcher = CHANGES.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Runs a statement as this warehouse does. */
  @Nullable Object run(NastyConnection connection, String text, Duration timeout, Action action)
      throws SQLException {
    seen.add(text);
    Optional<String> table = changed(text);
    if (table.isEmpty()) {
      pause();
      return action.run();
    }
    TableGate gate = gates.computeIfAbsent(table.get(), name -> new TableGate(manners));
    gate.enter(timeout);
    try {
      pause();
      Optional<Trap> trap =
          traps.stream()
              .filter(one -> text.contains(one.sign))
              .findFirst()
              .filter(traps::remove)
              .or(() -> weather.apply(text).map(fault -> new Trap("", fault)));
      return trap.isPresent() ? fail(trap.get(), gate, connection, action) : action.run();
    } finally {
      gate.leave();
    }
  }

  private @Nullable Object fail(
      Trap trap, TableGate gate, NastyConnection connection, Action action) throws SQLException {
    trap.sprung.countDown();
    switch (trap.fault) {
      case WORD_LOST -> {
        action.run();
        connection.cut();
      }
      case CUT_BEFORE -> connection.cut();
      case CUT_WITHIN -> {
        gate.block();
        connection.cut();
      }
      case RUNS_LATER -> {
        ghosts.add(new Ghost(action));
        connection.lose();
      }
      case HELD_UP -> {
        try {
          trap.opened.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return action.run();
      }
    }
    throw new SQLException("the connection was lost", "08006");
  }

  private void pause() throws SQLException {
    try {
      Thread.sleep(manners.delay());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", "57014", e);
    }
  }
}
