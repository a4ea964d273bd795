package dev.millrace.engine.remote;

import dev.millrace.engine.Capability;
import dev.millrace.engine.Deployment;
import dev.millrace.engine.EngineListener;
import dev.millrace.engine.Incident;
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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The remote engine, with a feed in place of the one it lacks. */
record FedEngine(WorkflowEngine remote, RecordFeed feed) implements WorkflowEngine {
  @Override
  public Subscription follow(OptionalLong after, EngineListener listener) {
    return feed.follow(listener);
  }

  @Override
  public String incarnation() {
    return remote.incarnation();
  }

  @Override
  public Set<Capability> capabilities() {
    return remote.capabilities();
  }

  @Override
  public Optional<Trouble> trouble() {
    return remote.trouble();
  }

  @Override
  public Deployment deploy(List<Resource> resources) {
    return remote.deploy(resources);
  }

  @Override
  public long start(long processDefinitionKey, Map<String, ?> variables) {
    return remote.start(processDefinitionKey, variables);
  }

  @Override
  public Started start(String bpmnProcessId, Map<String, ?> variables) {
    return remote.start(bpmnProcessId, variables);
  }

  @Override
  public String version() {
    return remote.version();
  }

  @Override
  public void cancel(long processInstanceKey) {
    remote.cancel(processInstanceKey);
  }

  @Override
  public void publish(Message message) {
    remote.publish(message);
  }

  @Override
  public long correlate(String messageName, String correlationKey, Map<String, ?> variables) {
    return remote.correlate(messageName, correlationKey, variables);
  }

  @Override
  public void broadcast(String signalName, Map<String, ?> variables) {
    remote.broadcast(signalName, variables);
  }

  @Override
  public UserTasks userTasks() {
    return remote.userTasks();
  }

  @Override
  public Repairs repairs() {
    return remote.repairs();
  }

  @Override
  public void setVariables(long elementInstanceKey, Map<String, ?> variables) {
    remote.setVariables(elementInstanceKey, variables);
  }

  @Override
  public void retryIncident(Incident incident, int retries) {
    remote.retryIncident(incident, retries);
  }

  @Override
  public void finish(long jobKey, int retries, JobOutcome outcome) {
    remote.finish(jobKey, retries, outcome);
  }

  @Override
  public void resume(long jobKey, int retries) {
    remote.resume(jobKey, retries);
  }

  @Override
  public Work work(Set<String> jobTypes, JobRunner runner) {
    return remote.work(jobTypes, runner);
  }

  @Override
  public void close() {
    remote.close();
  }
}
