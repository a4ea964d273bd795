package dev.millrace.engine.remote;

import static dev.millrace.engine.EngineException.Code.INVALID;

import dev.millrace.engine.Capability;
import dev.millrace.engine.Deployment;
import dev.millrace.engine.Deployment.DeployedProcess;
import dev.millrace.engine.EngineException;
import dev.millrace.engine.EngineListener;
import dev.millrace.engine.EngineSettings;
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
import dev.millrace.engine.adapter.JobReports;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.client.api.response.PartitionBrokerHealth;
import io.camunda.client.api.response.ProcessInstanceEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** The port over a Camunda 8 cluster. The client is the caller's: closing leaves it open. */
final class RemoteEngine implements WorkflowEngine {
  private static final Duration READY_WITHIN = Duration.ofSeconds(2);

  private final CamundaClient client;
  private final EngineSettings settings;
  private final String incarnation;
  private final Calls calls = new Calls(RandomGenerator.getDefault());
  private final Json json;
  private final JobReports reports;
  private final Set<RemoteWork> works = ConcurrentHashMap.newKeySet();

  RemoteEngine(CamundaClient client, EngineSettings settings, String incarnation) {
    this.client = client;
    this.settings = settings;
    this.incarnation = incarnation;
    this.json = new Json(client.getConfiguration().getJsonMapper());
    this.reports = new JobReports(new RemoteJobCommands(client, calls, json));
  }

  @Override
  public String incarnation() {
    return incarnation;
  }

  @Override
  public String version() {
    return calls.call(client::newTopologyRequest).getGatewayVersion();
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.JOB_PUSH, Capability.PARKED_JOBS, Capability.DURABLE);
  }

  /** Asks the cluster: it is of use if it has a partition that is healthy. */
  @Override
  public Optional<Trouble> trouble() {
    return healthy() ? Optional.empty() : Optional.of(Trouble.UNREACHABLE);
  }

  private boolean healthy() {
    try {
      return client
          .newTopologyRequest()
          .requestTimeout(READY_WITHIN)
          .send()
          .join()
          .getBrokers()
          .stream()
          .flatMap(broker -> broker.getPartitions().stream())
          .anyMatch(partition -> partition.getHealth() == PartitionBrokerHealth.HEALTHY);
    } catch (ClientException away) {
      return false;
    }
  }

  @Override
  public Deployment deploy(List<Resource> resources) {
    DeploymentEvent event = calls.call(() -> command(resources));
    return new Deployment(
        event.getKey(),
        event.getProcesses().stream()
            .map(process ->
                new DeployedProcess(
                    process.getBpmnProcessId(),
                    process.getVersion(),
                    process.getProcessDefinitionKey(),
                    isOlder(process.getProcessDefinitionKey(), event.getKey())))
            .toList());
  }

  private DeployResourceCommandStep2 command(List<Resource> resources) {
    DeployResourceCommandStep1 command = client.newDeployResourceCommand();
    DeployResourceCommandStep2 filled = null;
    for (Resource resource : resources) {
      filled = command.addResourceStringUtf8(resource.content(), resource.name());
    }
    if (filled == null) {
      throw new EngineException(INVALID, "There is nothing to deploy.", null);
    }
    return filled;
  }

  /** Keys are given in ascending order, the deployment's before those of its new processes. */
  private static boolean isOlder(long processDefinitionKey, long deploymentKey) {
    return processDefinitionKey < deploymentKey;
  }

  @Override
  public long start(long processDefinitionKey, Map<String, ?> variables) {
    String document = json.encoded(variables);
    return calls
        .call(() ->
            client
                .newCreateInstanceCommand()
                .processDefinitionKey(processDefinitionKey)
                .variables(document))
        .getProcessInstanceKey();
  }

  @Override
  public Started start(String bpmnProcessId, Map<String, ?> variables) {
    String document = json.encoded(variables);
    ProcessInstanceEvent started =
        calls.call(() ->
            client
                .newCreateInstanceCommand()
                .bpmnProcessId(bpmnProcessId)
                .latestVersion()
                .variables(document));
    return new Started(
        started.getProcessInstanceKey(), started.getProcessDefinitionKey(), started.getVersion());
  }

  @Override
  public void cancel(long processInstanceKey) {
    calls.call(() -> client.newCancelInstanceCommand(processInstanceKey));
  }

  @Override
  public void publish(Message message) {
    String document = json.encoded(message.variables());
    try {
      calls.call(() ->
          client
              .newPublishMessageCommand()
              .messageName(message.name())
              .correlationKey(message.correlationKey())
              .messageId(message.messageId())
              .timeToLive(message.timeToLive())
              .variables(document));
    } catch (EngineException refused) {
      if (!Failures.isDuplicate(refused)) {
        throw refused;
      }
    }
  }

  @Override
  public long correlate(String messageName, String correlationKey, Map<String, ?> variables) {
    String document = json.encoded(variables);
    return calls
        .call(() ->
            client
                .newCorrelateMessageCommand()
                .messageName(messageName)
                .correlationKey(correlationKey)
                .variables(document))
        .getProcessInstanceKey();
  }

  @Override
  public void broadcast(String signalName, Map<String, ?> variables) {
    String document = json.encoded(variables);
    calls.call(() -> client.newBroadcastSignalCommand().signalName(signalName).variables(document));
  }

  @Override
  public UserTasks userTasks() {
    return new RemoteUserTasks(client, calls, json);
  }

  @Override
  public Repairs repairs() {
    return new RemoteRepairs(client, calls, json);
  }

  @Override
  public void setVariables(long elementInstanceKey, Map<String, ?> variables) {
    String document = json.encoded(variables);
    calls.call(
        () -> client.newSetVariablesCommand(elementInstanceKey).variables(document).local(true));
  }

  @Override
  public void retryIncident(Incident incident, int retries) {
    if (incident.jobKey() > 0) {
      giveTries(incident.jobKey(), retries);
    }
    calls.call(() -> client.newResolveIncidentCommand(incident.key()));
  }

  /** A job that is gone has taken its incident with it: then resolving says NOT_FOUND. */
  private void giveTries(long jobKey, int retries) {
    try {
      calls.call(() -> client.newUpdateRetriesCommand(jobKey).retries(retries));
    } catch (EngineException refused) {
      if (refused.code() != EngineException.Code.NOT_FOUND) {
        throw refused;
      }
    }
  }

  @Override
  public void finish(long jobKey, int retries, JobOutcome outcome) {
    reports.report(jobKey, retries, outcome);
  }

  @Override
  public void resume(long jobKey, int retries) {
    reports.again(jobKey, retries);
  }

  @Override
  public Work work(Set<String> jobTypes, JobRunner runner) {
    RemoteWork work = new RemoteWork(client, reports, jobTypes, runner, settings, works::remove);
    works.add(work);
    return work;
  }

  /** A cluster's records are not fed to clients. */
  @Override
  public Subscription follow(OptionalLong after, EngineListener listener) {
    throw new EngineException(
        INVALID, "A cluster does not feed its records; see Capability.RECORD_FEED.", null);
  }

  @Override
  public void close() {
    works.forEach(RemoteWork::close);
  }
}
