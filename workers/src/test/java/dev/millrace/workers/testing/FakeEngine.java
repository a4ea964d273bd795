package dev.millrace.workers.testing;

import dev.millrace.engine.Capability;
import dev.millrace.engine.Deployment;
import dev.millrace.engine.EngineException;
import dev.millrace.engine.EngineListener;
import dev.millrace.engine.Incident;
import dev.millrace.engine.Job;
import dev.millrace.engine.JobOutcome;
import dev.millrace.engine.JobRunner;
import dev.millrace.engine.Message;
import dev.millrace.engine.Repairs;
import dev.millrace.engine.Resource;
import dev.millrace.engine.Started;
import dev.millrace.engine.Trouble;
import dev.millrace.engine.UserTasks;
import dev.millrace.engine.WorkflowEngine;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An engine that keeps what it is told; jobs are handed out by hand. */
public final class FakeEngine implements WorkflowEngine {
  private final String incarnation;
  private final Set<Capability> capabilities;
  private final AtomicLong keys = new AtomicLong(100);
  private final List<Map<String, ?>> starts = new CopyOnWriteArrayList<>();
  private final List<Long> cancelled = new CopyOnWriteArrayList<>();
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final List<EngineListener> listeners = new CopyOnWriteArrayList<>();
  private @Nullable JobRunner runner;
  private Set<String> jobTypes = Set.of();
  private Optional<EngineException.Code> startFailure = Optional.empty();

  public FakeEngine(String incarnation, Set<Capability> capabilities) {
    this.incarnation = incarnation;
    this.capabilities = Set.copyOf(capabilities);
  }

  /** What the next start meets; an unavailable engine starts the instance all the same. */
  public void failNextStart(EngineException.Code code) {
    startFailure = Optional.of(code);
  }

  /** Hands the job out. */
  public JobOutcome deliver(Job job) {
    return Objects.requireNonNull(runner).run(job);
  }

  public EngineListener told() {
    return listeners.getFirst();
  }

  public List<Map<String, ?>> starts() {
    return List.copyOf(starts);
  }

  public List<Long> cancelled() {
    return List.copyOf(cancelled);
  }

  public List<Message> messages() {
    return List.copyOf(messages);
  }

  public Set<String> jobTypes() {
    return jobTypes;
  }

  @Override
  public String incarnation() {
    return incarnation;
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public Optional<Trouble> trouble() {
    return Optional.empty();
  }

  @Override
  public Deployment deploy(List<Resource> resources) {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized long start(long processDefinitionKey, Map<String, ?> variables) {
    Optional<EngineException.Code> failure = startFailure;
    startFailure = Optional.empty();
    if (failure.isEmpty() || failure.get() == EngineException.Code.UNAVAILABLE) {
      starts.add(variables);
    }
    if (failure.isPresent()) {
      throw new EngineException(failure.get(), "asked for", null);
    }
    return keys.incrementAndGet();
  }

  @Override
  public Started start(String bpmnProcessId, Map<String, ?> variables) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String version() {
    return "none";
  }

  @Override
  public void cancel(long processInstanceKey) {
    cancelled.add(processInstanceKey);
  }

  @Override
  public void publish(Message message) {
    messages.add(message);
  }

  @Override
  public long correlate(String messageName, String correlationKey, Map<String, ?> variables) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void broadcast(String signalName, Map<String, ?> variables) {
    throw new UnsupportedOperationException();
  }

  @Override
  public UserTasks userTasks() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Repairs repairs() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setVariables(long elementInstanceKey, Map<String, ?> variables) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void retryIncident(Incident incident, int retries) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Work work(Set<String> types, JobRunner jobRunner) {
    jobTypes = types;
    runner = jobRunner;
    return () -> {};
  }

  @Override
  public Subscription follow(OptionalLong after, EngineListener listener) {
    if (!capabilities.contains(Capability.RECORD_FEED)) {
      throw new EngineException(EngineException.Code.INVALID, "no feed", null);
    }
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void close() {}
}
