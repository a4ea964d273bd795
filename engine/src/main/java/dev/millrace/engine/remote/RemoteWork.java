package dev.millrace.engine.remote;

import dev.millrace.engine.EngineException;
import dev.millrace.engine.EngineSettings;
import dev.millrace.engine.Job;
import dev.millrace.engine.JobRunner;
import dev.millrace.engine.WorkflowEngine.Work;
import dev.millrace.engine.adapter.JobReports;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobWorker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One runner, and a streaming worker of the client for each of its job types. */
final class RemoteWork implements Work {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteWork.class);

  private final JobReports reports;
  private final JobRunner runner;
  private final EngineSettings settings;
  private final Consumer<RemoteWork> onClose;
  private final List<JobWorker> workers;

  /** One party for this work itself, one for each running job. */
  private final Phaser running = new Phaser(1);

  private final AtomicBoolean closed = new AtomicBoolean();

  RemoteWork(
      CamundaClient client,
      JobReports reports,
      Set<String> types,
      JobRunner runner,
      EngineSettings settings,
      Consumer<RemoteWork> onClose) {
    this.reports = reports;
    this.runner = runner;
    this.settings = settings;
    this.onClose = onClose;
    this.workers = types.stream().map(type -> worker(client, type)).toList();
  }

  private JobWorker worker(CamundaClient client, String type) {
    return client
        .newWorker()
        .jobType(type)
        .handler((jobs, job) -> run(job))
        .timeout(settings.jobTimeout())
        .name("millrace")
        .maxJobsActive(settings.maxActiveJobs())
        .streamEnabled(true)
        .open();
  }

  private void run(ActivatedJob job) {
    if (running.register() < 0) {
      giveBack(job);
      return;
    }
    try {
      reports.run(job(job), runner);
    } finally {
      running.arriveAndDeregister();
    }
  }

  /** A job that came while this work was closing goes to another. */
  private void giveBack(ActivatedJob job) {
    try {
      reports.again(job.getKey(), job.getRetries());
    } catch (EngineException untold) {
      LOG.debug("Job {} not given back; its time will run out.", job.getKey(), untold);
    }
  }

  private static Job job(ActivatedJob job) {
    return new Job(
        job.getKey(),
        job.getType(),
        job.getElementId(),
        job.getElementInstanceKey(),
        job.getProcessInstanceKey(),
        job.getProcessDefinitionKey(),
        job.getBpmnProcessId(),
        job.getRetries(),
        job.getCustomHeaders(),
        new LinkedHashMap<>(job.getVariablesAsMap()));
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    onClose.accept(this);
    workers.forEach(JobWorker::close);
    int phase = running.arriveAndDeregister();
    try {
      running.awaitAdvanceInterruptibly(
          phase, settings.drainTime().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      LOG.warn("Jobs still run after {}; they are left to themselves.", settings.drainTime());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
