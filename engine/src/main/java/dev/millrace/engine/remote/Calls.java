package dev.millrace.engine.remote;

import static dev.millrace.engine.EngineException.Code.BUSY;
import static dev.millrace.engine.EngineException.Code.UNAVAILABLE;

import dev.millrace.engine.EngineException;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.FinalCommandStep;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Sends commands to the cluster. A cluster that pushes back has not done the command, so it is sent
 * again a few times, each after about twice the time, before the caller is told to try later.
 */
final class Calls {
  private static final int TRIES = 6;
  private static final Duration FIRST_WAIT = Duration.ofMillis(50);

  private final RandomGenerator random;

  Calls(RandomGenerator random) {
    this.random = random;
  }

  /** Sends the command that the supplier makes, and waits for its answer. */
  <T> T call(Supplier<? extends FinalCommandStep<T>> command) {
    return retrying(() -> answer(command.get()));
  }

  <T> T retrying(Supplier<T> call) {
    for (int attempt = 1; ; attempt++) {
      try {
        return call.get();
      } catch (EngineException refused) {
        if (refused.code() != BUSY || attempt == TRIES) {
          throw refused;
        }
        pause(attempt);
      }
    }
  }

  private static <T> T answer(FinalCommandStep<T> command) {
    try {
      return command.send().join();
    } catch (ClientException failed) {
      throw Failures.engineException(failed);
    }
  }

  private void pause(int attempt) {
    long nanos = FIRST_WAIT.toNanos() << (attempt - 1);
    LockSupport.parkNanos(nanos / 2 + random.nextLong(nanos));
    if (Thread.currentThread().isInterrupted()) {
      throw new EngineException(UNAVAILABLE, "Interrupted while the cluster is busy.", null);
    }
  }
}
