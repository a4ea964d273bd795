package dev.millrace.engine.embedded;

import io.camunda.search.clients.SearchClientsProxy;
import io.camunda.security.auth.BrokerRequestAuthorizationConverter;
import io.camunda.security.configuration.SecurityConfiguration;
import io.camunda.zeebe.db.AccessMetricsConfiguration;
import io.camunda.zeebe.db.ConsistencyChecksSettings;
import io.camunda.zeebe.db.ZeebeDb;
import io.camunda.zeebe.db.impl.rocksdb.RocksDbConfiguration;
import io.camunda.zeebe.db.impl.rocksdb.ZeebeRocksDbFactory;
import io.camunda.zeebe.engine.Engine;
import io.camunda.zeebe.engine.EngineConfiguration;
import io.camunda.zeebe.engine.processing.EngineProcessors;
import io.camunda.zeebe.engine.processing.message.command.SubscriptionCommandSender;
import io.camunda.zeebe.engine.processing.streamprocessor.JobStreamer;
import io.camunda.zeebe.engine.state.immutable.ScheduledTaskState;
import io.camunda.zeebe.logstreams.log.LogStream;
import io.camunda.zeebe.logstreams.storage.LogStorage;
import io.camunda.zeebe.protocol.ZbColumnFamilies;
import io.camunda.zeebe.scheduler.ActorScheduler;
import io.camunda.zeebe.stream.api.InterPartitionCommandSender;
import io.camunda.zeebe.stream.api.ReadonlyStreamProcessorContext;
import io.camunda.zeebe.stream.api.StreamClock;
import io.camunda.zeebe.stream.api.StreamProcessorLifecycleAware;
import io.camunda.zeebe.stream.impl.StreamProcessor;
import io.camunda.zeebe.util.FeatureFlags;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

/** The parts of the engine, put together: scheduler, log, state, processor. One of everything. */
final class Partition implements AutoCloseable {
  private static final int ID = 1;
  private static final long STATE_MEMORY = 64L << 20;
  private static final long START_SECONDS = 60;
  private static final long IDLE_SPINS = 10;
  private static final long IDLE_NANOS = 1_000_000;
  private static final long MAX_IDLE_NANOS = 20_000_000;

  /** What follows the last snapshot is read in seconds; a slow disk may take its time. */
  private static final long REPLAY_MINUTES = 10;

  /** So much late a timer may be. */
  private static final Duration LOOK_AT_TIMERS = Duration.ofMillis(50);

  private final InstantSource clock;
  private final Closing closing = new Closing();
  private final MeterRegistry meters = unmeasured();
  private final ActorScheduler scheduler;
  private final LogStream log;
  private final CompletableFuture<Void> started = new CompletableFuture<>();
  private volatile boolean processing;
  private volatile @Nullable Supplier<ScheduledTaskState> sideState;

  /**
   * @param clock tells when timers are due
   */
  Partition(LogStorage storage, InstantSource clock) {
    this.clock = clock;
    closing.then(meters::close);
    scheduler =
        ActorScheduler.newActorScheduler()
            .setSchedulerName("millrace-engine")
            .setActorClock(new SteadyClock())
            .setCpuBoundActorThreadCount(1)
            .setIoBoundActorThreadCount(1)
            .setMeterRegistry(meters)
            .setIdleStrategySupplier(Partition::sleepy)
            .build();
    scheduler.start();
    closing.then(() -> scheduler.stop().get(START_SECONDS, TimeUnit.SECONDS));
    log =
        LogStream.builder()
            .withPartitionId(ID)
            .withLogName("millrace")
            .withLogStorage(storage)
            .withClock(clock)
            .withMeterRegistry(meters)
            .build();
    closing.then(log);
  }

  /**
   * An idle thread is woken by what is submitted to it, so it need not look for work; it does so
   * now and then for its timers. Zeebe's own way begins at a microsecond, a dozen times per job.
   */
  private static IdleStrategy sleepy() {
    return new BackoffIdleStrategy(IDLE_SPINS, 0, IDLE_NANOS, MAX_IDLE_NANOS);
  }

  /** Zeebe insists on a registry; what it would measure is nobody's interest here. */
  private static MeterRegistry unmeasured() {
    MeterRegistry registry = new SimpleMeterRegistry();
    registry.config().meterFilter(MeterFilter.deny());
    return registry;
  }

  LogStream log() {
    return log;
  }

  /** True from the start until the processor fails or is closed. */
  boolean processing() {
    return processing;
  }

  /** Starts processing the log; returns when the engine takes commands. */
  Running start(Path stateFolder, Answers answers, JobStreamer jobs) {
    ZeebeDb<ZbColumnFamilies> state = state(stateFolder);
    closing.then(state);
    InterPartitionCommandSender self = new OwnPartition(log.newLogStreamWriter());
    StreamProcessor processor =
        StreamProcessor.builder()
            .logStream(log)
            .zeebeDb(state)
            .actorSchedulingService(scheduler)
            .commandResponseWriter(answers)
            .partitionCommandSender(self)
            .recordProcessors(List.of(engine(self, jobs)))
            .clock(StreamClock.controllable(clock))
            .setScheduledTaskCheckInterval(LOOK_AT_TIMERS)
            .meterRegistry(meters)
            .addLifecycleListener(new Lifecycle(answers))
            .build();
    processor.openAsync(false).join(START_SECONDS, TimeUnit.SECONDS);
    closing.then(() -> processor.closeAsync().join(START_SECONDS, TimeUnit.SECONDS));
    started.orTimeout(REPLAY_MINUTES, TimeUnit.MINUTES).join();
    return new Running(state, processor, Objects.requireNonNull(sideState));
  }

  private ZeebeDb<ZbColumnFamilies> state(Path folder) {
    return new ZeebeRocksDbFactory<ZbColumnFamilies>(
            new RocksDbConfiguration().setMemoryLimit(STATE_MEMORY),
            new ConsistencyChecksSettings(),
            new AccessMetricsConfiguration(AccessMetricsConfiguration.Kind.NONE, ID),
            () -> meters)
        .createDb(folder.toFile());
  }

  private Engine engine(InterPartitionCommandSender self, JobStreamer jobs) {
    SecurityConfiguration open = new SecurityConfiguration();
    open.getAuthorizations().setEnabled(false);
    EngineConfiguration configuration =
        new EngineConfiguration().setEnableIdentitySetup(false).setEnableAuthorization(false);
    return new Engine(
        context -> {
          sideState = context.getScheduledTaskStateFactory();
          return EngineProcessors.createEngineProcessors(
              context,
              ID,
              new SubscriptionCommandSender(ID, self),
              self,
              FeatureFlags.createDefault(),
              jobs,
              SearchClientsProxy.noop(),
              new BrokerRequestAuthorizationConverter(open));
        },
        configuration,
        open);
  }

  @Override
  public void close() {
    processing = false;
    closing.close();
  }

  /**
   * What runs.
   *
   * @param state as far as it was processed
   * @param sideState to read it on other threads than the processor's, an object for each
   */
  record Running(
      ZeebeDb<ZbColumnFamilies> state,
      StreamProcessor processor,
      Supplier<ScheduledTaskState> sideState) {}

  /** Told by the processor how it fares. */
  private final class Lifecycle implements StreamProcessorLifecycleAware {
    private final Answers answers;

    Lifecycle(Answers answers) {
      this.answers = answers;
    }

    @Override
    public void onRecovered(ReadonlyStreamProcessorContext context) {
      processing = true;
      started.complete(null);
    }

    @Override
    public void onFailed() {
      processing = false;
      started.completeExceptionally(new IllegalStateException("The engine's processor failed."));
      answers.close();
    }
  }
}
