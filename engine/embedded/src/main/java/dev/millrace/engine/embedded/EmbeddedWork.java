package dev.millrace.engine.embedded;

import dev.millrace.engine.EngineException;
import dev.millrace.engine.EngineSettings;
import dev.millrace.engine.JobRunner;
import dev.millrace.engine.WorkflowEngine.Work;
import dev.millrace.engine.adapter.JobReports;
import io.camunda.zeebe.engine.processing.streamprocessor.JobStreamer.JobStream;
import io.camunda.zeebe.msgpack.value.LongValue;
import io.camunda.zeebe.protocol.impl.record.value.job.JobBatchRecord;
import io.camunda.zeebe.protocol.impl.record.value.job.JobRecord;
import io.camunda.zeebe.protocol.impl.stream.job.ActivatedJob;
import io.camunda.zeebe.protocol.impl.stream.job.JobActivationProperties;
import io.camunda.zeebe.protocol.impl.stream.job.JobActivationPropertiesImpl;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.JobBatchIntent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.value.TenantOwned;
import io.camunda.zeebe.util.buffer.BufferUtil;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One runner and the jobs it holds. Jobs are pushed while there is room. A type of which the engine
 * may hold back jobs is in {@code waiting}; as soon as there is room they are fetched, and until
 * then no newer job of that type is pushed past them.
 */
final class EmbeddedWork implements Work, JobStream {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedWork.class);
  private static final String WORKER = "millrace";
  private static final Executor ASK_AGAIN = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

  private final Commands commands;
  private final JobReports reports;
  private final JobRunner runner;
  private final EngineSettings settings;
  private final Consumer<Runnable> gate;
  private final Consumer<EmbeddedWork> onClose;
  private final JobActivationProperties properties;
  private final ThreadPoolExecutor threads;

  private final Object lock = new Object();
  private final Set<String> waiting = new LinkedHashSet<>();
  private int active;
  private boolean closed;

  /**
   * @param gate opens when all that the engine has done so far cannot be lost any more: before, no
   *     job may be seen
   */
  EmbeddedWork(
      Commands commands,
      JobRunner runner,
      EngineSettings settings,
      Consumer<Runnable> gate,
      Consumer<EmbeddedWork> onClose) {
    this.commands = commands;
    this.reports = new JobReports(new EmbeddedJobCommands(commands));
    this.runner = runner;
    this.settings = settings;
    this.gate = gate;
    this.onClose = onClose;
    this.properties = properties(settings);
    this.threads = threads(settings.maxActiveJobs());
  }

  /** Platform threads: a handler may wait in native code, which would hold up virtual ones. */
  private static ThreadPoolExecutor threads(int count) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            count,
            count,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("millrace-job-", 1).factory());
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  private static JobActivationProperties properties(EngineSettings settings) {
    DirectBuffer worker = BufferUtil.wrapString(WORKER);
    return new JobActivationPropertiesImpl()
        .setWorker(worker, 0, worker.capacity())
        .setTimeout(settings.jobTimeout().toMillis())
        .setTenantIds(List.of(TenantOwned.DEFAULT_TENANT_IDENTIFIER))
        .setClaims(Commands.CLAIMS);
  }

  @Override
  public JobActivationProperties properties() {
    return properties;
  }

  boolean takes(String type) {
    synchronized (lock) {
      return !closed && active < settings.maxActiveJobs() && !waiting.contains(type);
    }
  }

  @Override
  public void push(ActivatedJob job) {
    synchronized (lock) {
      active++;
    }
    long key = job.jobKey();
    JobRecord record = job.jobRecord();
    gate.accept(() -> begin(key, record));
  }

  /** The engine may hold jobs of that type back. */
  void jobsWait(String type) {
    synchronized (lock) {
      waiting.add(type);
    }
    fetch();
  }

  private void fetch() {
    room().forEach(this::fetch);
  }

  /** Takes places for the waiting types: how many jobs to ask for, by type. */
  private Map<String, Integer> room() {
    Map<String, Integer> room = new LinkedHashMap<>();
    synchronized (lock) {
      Iterator<String> types = waiting.iterator();
      while (!closed && types.hasNext() && active < settings.maxActiveJobs()) {
        int share = Math.max(1, (settings.maxActiveJobs() - active) / waiting.size());
        room.put(types.next(), share);
        types.remove();
        active += share;
      }
    }
    return room;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // fetched() sees both ends
  private void fetch(String type, int count) {
    JobBatchRecord batch =
        new JobBatchRecord()
            .setType(type)
            .setWorker(WORKER)
            .setTimeout(settings.jobTimeout().toMillis())
            .setMaxJobsToActivate(count)
            .setTenantIds(List.of(TenantOwned.DEFAULT_TENANT_IDENTIFIER));
    try {
      commands
          .send(ValueType.JOB_BATCH, JobBatchIntent.ACTIVATE, Commands.NEW, batch)
          .whenComplete((answer, failure) -> fetched(type, count, answer));
    } catch (EngineException notSent) {
      fetched(type, count, null);
    }
  }

  private void fetched(String type, int asked, @Nullable Answer answer) {
    if (!(answer instanceof Answer.Accepted accepted)) {
      LOG.debug("No jobs of type {}: {}", type, answer);
      free(asked, type);
      // No other job need come of that type, so nothing else might ask again.
      ASK_AGAIN.execute(this::fetch);
      return;
    }
    JobBatchRecord batch = new JobBatchRecord();
    batch.wrap(accepted.value());
    List<Long> keys = new ArrayList<>();
    for (LongValue key : batch.jobKeys()) {
      keys.add(key.getValue());
    }
    Iterator<Long> key = keys.iterator();
    for (JobRecord job : batch.jobs()) {
      begin(key.next(), copy(job));
    }
    boolean maybeMore = batch.getTruncated() || keys.size() == asked;
    free(asked - keys.size(), maybeMore ? type : null);
    // Other types may have come to wait while this one held all the places.
    fetch();
  }

  /** The batch reads all its jobs into one object, so each is copied out. */
  private static JobRecord copy(JobRecord job) {
    JobRecord copy = new JobRecord();
    copy.wrap(BufferUtil.createCopy(job));
    return copy;
  }

  private void free(int places, @Nullable String stillWaiting) {
    synchronized (lock) {
      active -= places;
      if (stillWaiting != null) {
        waiting.add(stillWaiting);
      }
    }
  }

  private void begin(long key, JobRecord record) {
    synchronized (lock) {
      if (!closed) {
        threads.execute(() -> run(key, record));
        return;
      }
      active--;
    }
    giveBack(key);
  }

  private void run(long key, JobRecord record) {
    try {
      if (isClosed()) {
        giveBack(key);
      } else {
        reports.run(Encoding.job(key, record), runner);
      }
    } finally {
      free(1, null);
      fetch();
    }
  }

  private void giveBack(long key) {
    try {
      commands.post(ValueType.JOB, JobIntent.YIELD, key, new JobRecord());
    } catch (EngineException closing) {
      LOG.debug("Job {} not given back; its time will run out.", key, closing);
    }
  }

  private boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }

  @Override
  public void close() {
    onClose.accept(this);
    synchronized (lock) {
      closed = true;
      threads.shutdown();
    }
    try {
      if (!threads.awaitTermination(settings.drainTime().toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Jobs still run after {}; they are interrupted.", settings.drainTime());
        threads.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
