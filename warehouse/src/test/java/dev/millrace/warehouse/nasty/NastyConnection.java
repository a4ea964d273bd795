package dev.millrace.warehouse.nasty;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A connection that says yes to transactions and commits each statement all the same. */
final class NastyConnection implements InvocationHandler {
  private final NastyProxy warehouse;
  private final Connection real;
  private volatile boolean autoCommit = true;
  private volatile boolean lost;

  private NastyConnection(NastyProxy warehouse, Connection real) {
    this.warehouse = warehouse;
    this.real = real;
  }

  static Connection of(NastyProxy warehouse, Connection real) {
    return (Connection)
        Proxy.newProxyInstance(
            NastyConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new NastyConnection(warehouse, real));
  }

  void cut() throws SQLException {
    lost = true;
    real.close();
  }

  /** Gone for us, though the warehouse does not know yet. */
  void lose() {
    lost = true;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given)
      throws Throwable {
    switch (method.getName()) {
      case "close", "abort" -> {
        if (!lost) {
          real.close();
        }
        return null;
      }
      case "isClosed" -> {
        return lost || real.isClosed();
      }
      case "isValid" -> {
        return !lost && real.isValid(1);
      }
      default -> {
        if (lost && !method.getName().equals("toString")) {
          throw new SQLException("the connection was lost", "08003");
        }
      }
    }
    return switch (method.getName()) {
      case "setAutoCommit" -> {
        autoCommit = given != null && Boolean.TRUE.equals(given[0]);
        yield null;
      }
      case "getAutoCommit" -> autoCommit;
      case "commit", "setTransactionIsolation" -> null;
      case "rollback" -> given == null ? null : refuse();
      case "setSavepoint", "releaseSavepoint" -> refuse();
      case "createStatement" -> statement(Statement.class, call(real, method, given), "");
      case "prepareStatement" -> {
        @Nullable Object[] arguments = java.util.Objects.requireNonNull(given).clone();
        String text = NastyProxy.withoutKeys(String.valueOf(arguments[0]));
        arguments[0] = text;
        yield statement(PreparedStatement.class, call(real, method, arguments), text);
      }
      default -> call(real, method, given);
    };
  }

  private static Object refuse() throws SQLException {
    throw new SQLFeatureNotSupportedException("this warehouse has no savepoints");
  }

  private Object statement(Class<?> kind, @Nullable Object statement, String text) {
    return Proxy.newProxyInstance(
        NastyConnection.class.getClassLoader(),
        new Class<?>[] {kind},
        new NastyStatement((Statement) java.util.Objects.requireNonNull(statement), text));
  }

  private final class NastyStatement implements InvocationHandler {
    private final Statement statement;
    private final String prepared;

    NastyStatement(Statement statement, String prepared) {
      this.statement = statement;
      this.prepared = prepared;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given)
        throws Throwable {
      if (!method.getName().startsWith("execute")) {
        // A statement that runs on without its connection needs what it was prepared with.
        return lost ? null : call(statement, method, given);
      }
      @Nullable Object[] arguments = given == null ? null : given.clone();
      if (arguments != null && arguments[0] instanceof String text) {
        arguments[0] = NastyProxy.withoutKeys(text);
      }
      String text = arguments != null && arguments[0] instanceof String own ? own : prepared;
      return warehouse.run(
          NastyConnection.this,
          text,
          Duration.ofSeconds(statement.getQueryTimeout()),
          () -> callSql(statement, method, arguments));
    }
  }

  private static @Nullable Object callSql(
      Object target, Method method, @Nullable Object @Nullable [] given) throws SQLException {
    try {
      return call(target, method, given);
    } catch (SQLException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object call(
      Object target, Method method, @Nullable Object @Nullable [] given) throws Throwable {
    try {
      return method.invoke(target, given);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
