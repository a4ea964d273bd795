package dev.millrace.engine.embedded;

import static dev.millrace.engine.EngineException.Code.BUSY;

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
import dev.millrace.engine.RunningInstance;
import dev.millrace.engine.Started;
import dev.millrace.engine.Trouble;
import dev.millrace.engine.UserTasks;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.engine.adapter.JobReports;
import dev.millrace.engine.embedded.folder.EngineFolder;
import dev.millrace.engine.embedded.folder.ReaderPosition;
import dev.millrace.engine.embedded.log.FileLog;
import io.camunda.zeebe.protocol.impl.record.value.deployment.DeploymentRecord;
import io.camunda.zeebe.protocol.impl.record.value.deployment.ProcessMetadata;
import io.camunda.zeebe.protocol.impl.record.value.incident.IncidentRecord;
import io.camunda.zeebe.protocol.impl.record.value.job.JobRecord;
import io.camunda.zeebe.protocol.impl.record.value.message.MessageCorrelationRecord;
import io.camunda.zeebe.protocol.impl.record.value.message.MessageRecord;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceCreationRecord;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceRecord;
import io.camunda.zeebe.protocol.impl.record.value.signal.SignalRecord;
import io.camunda.zeebe.protocol.impl.record.value.variable.VariableDocumentRecord;
import io.camunda.zeebe.protocol.record.RejectionType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.DeploymentIntent;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.intent.MessageCorrelationIntent;
import io.camunda.zeebe.protocol.record.intent.MessageIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceCreationIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.SignalIntent;
import io.camunda.zeebe.protocol.record.intent.VariableDocumentIntent;
import io.camunda.zeebe.protocol.record.value.VariableDocumentUpdateSemantic;
import io.camunda.zeebe.util.VersionUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** The port over one partition in this JVM. */
final class EmbeddedEngine implements WorkflowEngine {
  private final String incarnation;
  private final EngineSettings settings;
  private final EngineFolder folder;
  private final FileLog log;
  private final ReaderPosition reader;
  private final Partition partition;
  private final Commands commands;
  private final JobReports reports;
  private final JobHandOut jobs;
  private final RunningState running;
  private final List<RecordFeed> feeds = new CopyOnWriteArrayList<>();
  private final Closing closing;
  private final AtomicBoolean closed = new AtomicBoolean();

  EmbeddedEngine(
      EngineSettings settings,
      EngineFolder folder,
      FileLog log,
      ReaderPosition reader,
      Partition partition,
      Commands commands,
      JobHandOut jobs,
      RunningState running,
      Closing closing) {
    this.incarnation = folder.incarnation();
    this.folder = folder;
    this.settings = settings;
    this.log = log;
    this.reader = reader;
    this.partition = partition;
    this.commands = commands;
    this.reports = new JobReports(new EmbeddedJobCommands(commands));
    this.jobs = jobs;
    this.running = running;
    this.closing = closing;
  }

  @Override
  public String incarnation() {
    return incarnation;
  }

  @Override
  public String version() {
    return VersionUtil.getVersion();
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public Optional<Trouble> trouble() {
    if (closed.get()) {
      return Optional.of(Trouble.CLOSED);
    }
    if (log.failure().isPresent()) {
      return Optional.of(Trouble.STORAGE_FAILED);
    }
    if (!partition.processing() || feeds.stream().anyMatch(RecordFeed::failed)) {
      return Optional.of(Trouble.PROCESSING_FAILED);
    }
    return folder.shortOfSpace() ? Optional.of(Trouble.NO_SPACE) : Optional.empty();
  }

  /** What is new needs room; what runs may use the last of it to end. */
  private void requireSpace() {
    if (folder.shortOfSpace()) {
      throw new EngineException(
          BUSY,
          "The disk of the engine's folder is nearly full. Nothing new is accepted until there is room.",
          null);
    }
  }

  @Override
  public Deployment deploy(List<Resource> resources) {
    requireSpace();
    DeploymentRecord request = new DeploymentRecord();
    for (Resource resource : resources) {
      request
          .resources()
          .add()
          .setResourceName(resource.name())
          .setResource(resource.content().getBytes(StandardCharsets.UTF_8));
    }
    Answer.Accepted answer =
        commands.call(ValueType.DEPLOYMENT, DeploymentIntent.CREATE, Commands.NEW, request);
    DeploymentRecord deployed = new DeploymentRecord();
    deployed.wrap(answer.value());
    List<DeployedProcess> processes = new ArrayList<>();
    for (ProcessMetadata process : deployed.processesMetadata()) {
      processes.add(
          new DeployedProcess(
              process.getBpmnProcessId(),
              process.getVersion(),
              process.getProcessDefinitionKey(),
              process.isDuplicate()));
    }
    return new Deployment(answer.key(), processes);
  }

  @Override
  public long start(long processDefinitionKey, Map<String, ?> variables) {
    return start(
            new ProcessInstanceCreationRecord().setProcessDefinitionKey(processDefinitionKey),
            variables)
        .getProcessInstanceKey();
  }

  @Override
  public Started start(String bpmnProcessId, Map<String, ?> variables) {
    ProcessInstanceCreationRecord created =
        start(new ProcessInstanceCreationRecord().setBpmnProcessId(bpmnProcessId), variables);
    return new Started(
        created.getProcessInstanceKey(), created.getProcessDefinitionKey(), created.getVersion());
  }

  private ProcessInstanceCreationRecord start(
      ProcessInstanceCreationRecord request, Map<String, ?> variables) {
    requireSpace();
    request.setVariables(Encoding.encoded(variables));
    Answer.Accepted answer =
        commands.call(
            ValueType.PROCESS_INSTANCE_CREATION,
            ProcessInstanceCreationIntent.CREATE,
            Commands.NEW,
            request);
    ProcessInstanceCreationRecord created = new ProcessInstanceCreationRecord();
    created.wrap(answer.value());
    return created;
  }

  @Override
  public void cancel(long processInstanceKey) {
    ProcessInstanceRecord request =
        new ProcessInstanceRecord().setProcessInstanceKey(processInstanceKey);
    commands.call(
        ValueType.PROCESS_INSTANCE, ProcessInstanceIntent.CANCEL, processInstanceKey, request);
  }

  @Override
  public void publish(Message message) {
    requireSpace();
    MessageRecord request =
        new MessageRecord()
            .setName(message.name())
            .setCorrelationKey(message.correlationKey())
            .setMessageId(message.messageId())
            .setTimeToLive(message.timeToLive().toMillis())
            .setVariables(Encoding.encoded(message.variables()));
    Answer answer = commands.ask(ValueType.MESSAGE, MessageIntent.PUBLISH, Commands.NEW, request);
    if (answer instanceof Answer.Refused refused
        && refused.type() != RejectionType.ALREADY_EXISTS) {
      throw Commands.exception(refused);
    }
  }

  @Override
  public long correlate(String messageName, String correlationKey, Map<String, ?> variables) {
    requireSpace();
    MessageCorrelationRecord request =
        new MessageCorrelationRecord()
            .setName(messageName)
            .setCorrelationKey(correlationKey)
            .setVariables(Encoding.encoded(variables));
    Answer.Accepted answer =
        commands.call(
            ValueType.MESSAGE_CORRELATION,
            MessageCorrelationIntent.CORRELATE,
            Commands.NEW,
            request);
    MessageCorrelationRecord correlated = new MessageCorrelationRecord();
    correlated.wrap(answer.value());
    return correlated.getProcessInstanceKey();
  }

  @Override
  public void broadcast(String signalName, Map<String, ?> variables) {
    requireSpace();
    SignalRecord request =
        new SignalRecord().setSignalName(signalName).setVariables(Encoding.encoded(variables));
    commands.call(ValueType.SIGNAL, SignalIntent.BROADCAST, Commands.NEW, request);
  }

  @Override
  public UserTasks userTasks() {
    return new EmbeddedUserTasks(commands);
  }

  @Override
  public Repairs repairs() {
    return new EmbeddedRepairs(commands);
  }

  @Override
  public void setVariables(long elementInstanceKey, Map<String, ?> variables) {
    VariableDocumentRecord request =
        new VariableDocumentRecord()
            .setScopeKey(elementInstanceKey)
            .setUpdateSemantics(VariableDocumentUpdateSemantic.LOCAL)
            .setVariables(Encoding.encoded(variables));
    commands.call(
        ValueType.VARIABLE_DOCUMENT, VariableDocumentIntent.UPDATE, Commands.NEW, request);
  }

  /** A job that is gone has taken its incident with it: then resolving says NOT_FOUND. */
  @Override
  public void retryIncident(Incident incident, int retries) {
    if (incident.jobKey() > 0) {
      JobRecord tries = new JobRecord().setRetries(retries);
      Answer answer =
          commands.ask(ValueType.JOB, JobIntent.UPDATE_RETRIES, incident.jobKey(), tries);
      if (answer instanceof Answer.Refused refused && refused.type() != RejectionType.NOT_FOUND) {
        throw Commands.exception(refused);
      }
    }
    commands.call(ValueType.INCIDENT, IncidentIntent.RESOLVE, incident.key(), new IncidentRecord());
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
    requireOpen();
    EmbeddedWork work = new EmbeddedWork(commands, runner, settings, log::whenSafe, jobs::remove);
    jobs.add(jobTypes, work);
    return work;
  }

  @Override
  public Subscription follow(OptionalLong after, EngineListener listener) {
    requireOpen();
    RecordFeed feed = RecordFeed.open(partition.log(), log, after, listener, reader);
    feeds.add(feed);
    return feed;
  }

  @Override
  public Optional<RunningInstance> running(long processInstanceKey) {
    requireOpen();
    commands.awaitProcessed();
    return running.of(processInstanceKey);
  }

  private void requireOpen() {
    if (closed.get()) {
      throw Answers.closed();
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      jobs.works().forEach(EmbeddedWork::close);
      feeds.forEach(RecordFeed::close);
      closing.close();
    }
  }
}
