package dev.millrace.engine;

import static dev.millrace.engine.EngineException.Code.INVALID;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A Zeebe engine, embedded in this process or a cluster elsewhere. Thread-safe.
 *
 * <p>Every method throws {@link EngineException} with a stable code: {@code NOT_FOUND} (nothing has
 * that key, or it has ended), {@code INVALID} (the engine refuses the input; the message says why),
 * {@code BUSY} (push back; try again later), {@code UNAVAILABLE} (no answer; it may or may not have
 * been done), {@code CONFLICT} (somebody else was faster).
 */
public interface WorkflowEngine extends AutoCloseable {

  /**
   * Names this engine's history: element instance keys are unique within one incarnation only,
   * because every fresh engine numbers alike. Random, born with the engine's data; on a cluster its
   * cluster id.
   */
  String incarnation();

  /** Version of Zeebe that runs, e.g. {@code 8.8.21}. */
  String version();

  /** What this engine can do beyond starting, cancelling and working. */
  Set<Capability> capabilities();

  /** Why the engine takes no new work; empty while it does. */
  Optional<Trouble> trouble();

  /** True while the engine takes new work. */
  default boolean ready() {
    return trouble().isEmpty();
  }

  /** Deploys all resources or none. Unchanged resources keep their version and key. */
  Deployment deploy(List<Resource> resources);

  /**
   * Starts an instance of exactly that process version. Not idempotent: two calls are two
   * instances.
   *
   * @param variables JSON-like values: null, Boolean, Number, String, List, Map
   * @return the process instance key
   */
  long start(long processDefinitionKey, Map<String, ?> variables);

  /**
   * Starts an instance of the newest version of that process. Not idempotent.
   *
   * @throws EngineException {@code NOT_FOUND} if no process has that id
   */
  Started start(String bpmnProcessId, Map<String, ?> variables);

  /** Terminates the instance at once. No end listener runs. */
  void cancel(long processInstanceKey);

  /**
   * Publishes a message; one with the same id, published again in its time to live, has no effect.
   */
  void publish(Message message);

  /**
   * Brings a message to one instance that waits for it now, or starts one; keeps it for nobody.
   *
   * @param correlationKey picks the instance; empty for a message that starts one
   * @return key of the process instance that took it
   * @throws EngineException {@code NOT_FOUND} if nobody waits for it
   */
  long correlate(String messageName, String correlationKey, Map<String, ?> variables);

  /** Tells everybody who waits for that signal now, and starts what begins with it. */
  void broadcast(String signalName, Map<String, ?> variables);

  /** Sets variables in the scope of that element instance (a process instance key is one). */
  void setVariables(long elementInstanceKey, Map<String, ?> variables);

  /**
   * Gives the incident's job, if it has one, {@code retries} new tries and resolves the incident,
   * so that the failed step runs again.
   */
  void retryIncident(Incident incident, int retries);

  UserTasks userTasks();

  Repairs repairs();

  /**
   * Ends a parked job as if its runner had returned that outcome now; without effect if the job
   * ended meanwhile.
   *
   * @param retries tries left, as {@link Job#retries} said
   * @throws EngineException {@code INVALID} without {@link Capability#PARKED_JOBS}
   */
  default void finish(long jobKey, int retries, JobOutcome outcome) {
    throw new EngineException(INVALID, "This engine cannot end a parked job by its key.", null);
  }

  /**
   * Hands a parked job out again, within milliseconds and with no try used up; without effect if
   * the job ended meanwhile.
   *
   * @param retries tries left, as {@link Job#retries} said
   * @throws EngineException {@code INVALID} without {@link Capability#PARKED_JOBS}
   */
  default void resume(long jobKey, int retries) {
    throw new EngineException(INVALID, "This engine cannot resume a parked job by its key.", null);
  }

  /**
   * Serves these job types until the returned work is closed; one runner may serve several types.
   * Outcomes of jobs that ended meanwhile are dropped silently.
   *
   * @param jobTypes job types, e.g. {@code millrace:insert-row:1}
   */
  Work work(Set<String> jobTypes, JobRunner runner);

  /**
   * Follows what happens in the engine, in order, from now on, until the result is closed.
   *
   * @throws EngineException {@code INVALID} without {@link Capability#RECORD_FEED}
   */
  default Subscription follow(EngineListener listener) {
    return follow(OptionalLong.empty(), listener);
  }

  /**
   * Follows what happens in the engine, in order, until the result is closed. From the first call
   * with a position on, an engine with {@link Capability#DURABLE} keeps what was not yet {@link
   * Subscription#done}, whatever happens to this process.
   *
   * @param after {@link EngineListener#reached} of an earlier following; 0 for all there ever was;
   *     empty for what happens from now on
   * @throws EngineException {@code INVALID} without {@link Capability#RECORD_FEED}; {@code
   *     NOT_FOUND} if what came after that position was forgotten, or never was
   */
  Subscription follow(OptionalLong after, EngineListener listener);

  /**
   * What the engine knows of an instance that runs now; empty if none with that key does. Tells
   * what a following that lost its position has missed.
   *
   * @throws EngineException {@code INVALID} without {@link Capability#RECORD_FEED}
   */
  default Optional<RunningInstance> running(long processInstanceKey) {
    throw new EngineException(INVALID, "This engine does not tell what runs.", null);
  }

  @Override
  void close();

  /** Jobs being served. Closing waits for the running ones. */
  interface Work extends AutoCloseable {
    @Override
    void close();
  }

  /** A listener being served. */
  interface Subscription extends AutoCloseable {
    /** The engine may forget what stands up to that position. */
    default void done(long position) {}

    @Override
    void close();
  }
}
