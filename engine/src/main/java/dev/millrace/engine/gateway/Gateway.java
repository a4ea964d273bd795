package dev.millrace.engine.gateway;

import static dev.millrace.engine.EngineException.Code.UNAVAILABLE;

import dev.millrace.engine.EngineException;
import dev.millrace.engine.WorkflowEngine;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A gRPC server before an engine, open until it is closed. */
public final class Gateway implements AutoCloseable {
  private static final int MAX_MESSAGE = 4 << 20;
  private static final int MAX_METADATA = 16 << 10;
  private static final int CALLS_OF_A_CONNECTION = 8;
  private static final int THREADS = 4;
  private static final int WAITING_CALLS = 256;
  private static final long IDLE_MINUTES = 5;
  private static final long CLOSING_SECONDS = 10;

  private final Server server;
  private final ExecutorService threads;

  private Gateway(Server server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Opens an engine.
   *
   * @throws EngineException {@code UNAVAILABLE} if the port is taken or a file does not fit
   */
  public static Gateway open(GatewayAddress where, WorkflowEngine engine, GatewayGuard guard) {
    ExecutorService threads = threads();
    try {
      NettyServerBuilder builder =
          NettyServerBuilder.forAddress(where.address())
              .executor(threads)
              .maxInboundMessageSize(MAX_MESSAGE)
              .maxInboundMetadataSize(MAX_METADATA)
              .maxConcurrentCallsPerConnection(CALLS_OF_A_CONNECTION)
              .maxConnectionIdle(IDLE_MINUTES, TimeUnit.MINUTES)
              .handshakeTimeout(CLOSING_SECONDS, TimeUnit.SECONDS)
              .intercept(new CallerInterceptor(guard))
              .addService(new GatewayService(engine, guard));
      where
          .tls()
          .ifPresent(
              tls -> builder.useTransportSecurity(tls.certificates().toFile(), tls.key().toFile()));
      return new Gateway(builder.build().start(), threads);
    } catch (IOException | IllegalArgumentException refused) {
      threads.shutdown();
      throw new EngineException(
          UNAVAILABLE,
          "The gateway for Modeler did not open at %s: %s"
              .formatted(where.address(), refused.getMessage()),
          refused);
    }
  }

  /** Calls beyond what may wait are refused, not kept. */
  private static ExecutorService threads() {
    return new ThreadPoolExecutor(
        THREADS,
        THREADS,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(WAITING_CALLS),
        Thread.ofPlatform().daemon().name("millrace-gateway-", 1).factory());
  }

  /** The port it listens on. */
  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.shutdown();
    try {
      if (!server.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    threads.shutdown();
  }
}
