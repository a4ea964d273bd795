package dev.millrace.bench.engines;

import dev.millrace.engine.BrokerProcess;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.engine.embedded.EmbeddedEngineProvider;
import dev.millrace.engine.remote.RemoteEngineConfiguration;
import io.camunda.client.CamundaClient;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.engine.EngineFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * One engine of the comparison, open.
 *
 * @param ownCpu processor time that it used outside this process
 */
record Peer(String name, FiveTasks tasks, Supplier<Duration> ownCpu, Runnable closing)
    implements AutoCloseable {
  private static final int CLIENT_THREADS = 64;

  /** The port in this process; nothing leaves it before it is forced to disk. */
  static Peer embedded(Path folder) {
    WorkflowEngine engine = new EmbeddedEngineProvider().open(folder);
    return new Peer("embedded, durable", new FiveTasks(engine), () -> Duration.ZERO, engine::close);
  }

  /** Zeebe's test engine: the same engine in the usual way, over gRPC, with no disk at all. */
  static Peer inMemory() {
    ZeebeTestEngine cluster = EngineFactory.create();
    cluster.start();
    var context = overGrpc(URI.create("http://" + cluster.getGatewayAddress()));
    return new Peer(
        "Zeebe in memory",
        new FiveTasks(context.getBean(WorkflowEngine.class)),
        () -> Duration.ZERO,
        () -> {
          context.close();
          cluster.stop();
        });
  }

  /** A released broker in its own process, over gRPC, with the flushing it comes with. */
  static Peer broker(Path distribution, Path folder) throws IOException, InterruptedException {
    BrokerProcess broker = BrokerProcess.start(distribution, folder, Map.of(), line -> {});
    var context = overGrpc(broker.grpcAddress());
    return new Peer(
        "broker " + distribution.getFileName().toString().replaceAll("\\D*-", ""),
        new FiveTasks(context.getBean(WorkflowEngine.class)),
        broker::cpuTime,
        () -> {
          context.close();
          broker.close();
        });
  }

  /** The remote adapter, configured as in the product. */
  private static AnnotationConfigApplicationContext overGrpc(URI address) {
    var context = new AnnotationConfigApplicationContext();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("bench", Map.of("millrace.engine.mode", "remote")));
    context.registerBean(
        CamundaClient.class,
        () ->
            CamundaClient.newClientBuilder()
                .grpcAddress(address)
                .preferRestOverGrpc(false)
                .numJobWorkerExecutionThreads(CLIENT_THREADS)
                .build());
    context.register(RemoteEngineConfiguration.class);
    context.refresh();
    return context;
  }

  @Override
  public void close() {
    closing.run();
  }
}
