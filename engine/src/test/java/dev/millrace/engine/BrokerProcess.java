package dev.millrace.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The broker of an unpacked Camunda distribution, as a process of its own on this machine: one
 * partition, free ports of the loopback interface only, and killed when it is closed.
 */
public final class BrokerProcess implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);
  private static final long LOOK_MILLIS = 200;

  private final Process process;
  private final URI grpc;
  private final URI rest;
  private final URI health;

  private BrokerProcess(Process process, URI grpc, URI rest, URI health) {
    this.process = process;
    this.grpc = grpc;
    this.rest = rest;
    this.health = health;
  }

  /**
   * Starts the broker and waits until it is ready.
   *
   * @param distribution the folder with {@code lib} and {@code config}
   * @param folder where its data and its log file go
   * @param settings environment variables, as its documentation names them
   * @param log gets each line that it writes, on another thread
   */
  public static BrokerProcess start(
      Path distribution, Path folder, Map<String, String> settings, Consumer<String> log)
      throws IOException, InterruptedException {
    int[] ports = freePorts(5);
    ProcessBuilder command = command(distribution.toAbsolutePath(), folder.toAbsolutePath());
    command.environment().putAll(environment(folder.toAbsolutePath(), ports));
    command.environment().putAll(settings);
    BrokerProcess broker =
        new BrokerProcess(
            command.start(),
            local(ports[0], ""),
            local(ports[3], ""),
            local(ports[4], "/actuator/health"));
    // However this process ends, short of being killed, the broker goes with it.
    Runtime.getRuntime().addShutdownHook(new Thread(broker.process::destroyForcibly));
    Thread.ofPlatform().daemon().name("broker-log").start(() -> broker.readLog(log));
    try {
      broker.awaitReady();
    } catch (InterruptedException | RuntimeException failed) {
      broker.close();
      throw failed;
    }
    return broker;
  }

  /** All are held until all are found, so that they differ. */
  private static int[] freePorts(int count) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return held.stream().mapToInt(ServerSocket::getLocalPort).toArray();
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  /**
   * What {@code bin/broker} runs, without a shell in between: so its process id is the broker's.
   */
  private static ProcessBuilder command(Path distribution, Path folder) throws IOException {
    if (!Files.isDirectory(distribution.resolve("lib"))) {
      throw new IOException("There is no Camunda distribution in " + distribution);
    }
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-XX:+ExitOnOutOfMemoryError",
            "-classpath",
            distribution.resolve("config") + ":" + distribution.resolve("lib") + "/*",
            "-Dapp.home=" + folder,
            "io.camunda.application.StandaloneBroker")
        .redirectErrorStream(true);
  }

  private static Map<String, String> environment(Path folder, int[] ports) {
    String host = InetAddress.getLoopbackAddress().getHostAddress();
    return Map.ofEntries(
        Map.entry("SPRING_PROFILES_ACTIVE", "broker"),
        Map.entry("ZEEBE_BROKER_DATA_DIRECTORY", folder.resolve("data").toString()),
        Map.entry("ZEEBE_BROKER_NETWORK_HOST", host),
        Map.entry("ZEEBE_BROKER_GATEWAY_NETWORK_HOST", host),
        Map.entry("ZEEBE_BROKER_GATEWAY_NETWORK_PORT", String.valueOf(ports[0])),
        Map.entry("ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT", String.valueOf(ports[1])),
        Map.entry("ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT", String.valueOf(ports[2])),
        Map.entry("SERVER_ADDRESS", host),
        Map.entry("SERVER_PORT", String.valueOf(ports[3])),
        Map.entry("MANAGEMENT_SERVER_ADDRESS", host),
        Map.entry("MANAGEMENT_SERVER_PORT", String.valueOf(ports[4])));
  }

  private static URI local(int port, String path) {
    return URI.create(
        "http://%s:%d%s".formatted(InetAddress.getLoopbackAddress().getHostAddress(), port, path));
  }

  /** Where it speaks REST. */
  public URI restAddress() {
    return rest;
  }

  /** Where it speaks gRPC. */
  public URI grpcAddress() {
    return grpc;
  }

  /** The processor time that it has used. */
  public Duration cpuTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private void awaitReady() throws InterruptedException {
    Instant end = Instant.now().plus(READY_WITHIN);
    while (!isHealthy()) {
      if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("The broker ended with " + process.exitValue());
      }
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("The broker was not ready after " + READY_WITHIN);
      }
    }
  }

  private boolean isHealthy() throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private void readLog(Consumer<String> log) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(log);
    } catch (IOException | UncheckedIOException ended) {
      log.accept("The broker's output ended: " + ended.getMessage());
    }
  }

  /** Kills it; its data stays. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
