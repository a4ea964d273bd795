package dev.millrace.app.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Everything under {@code millrace.} that an installation can set.
 *
 * @param dataDir where this installation keeps everything it must not lose
 * @param demo whether the first start publishes the demo workbook
 * @param demoDir where the demo workbook and its data lie
 */
@ConfigurationProperties("millrace")
public record MillraceSettings(
    @DefaultValue("./data") Path dataDir,
    @DefaultValue("true") boolean demo,
    @DefaultValue("./demo") Path demoDir,
    @DefaultValue Platform platform,
    @DefaultValue Security security,
    @DefaultValue Api api,
    @DefaultValue Limits limits,
    @DefaultValue Events events) {

  /**
   * Where the application keeps what it needs itself.
   *
   * @param url JDBC URL of a PostgreSQL database; empty: H2 in the data directory
   */
  public record Platform(
      @DefaultValue("") String url,
      @DefaultValue("") String user,
      @DefaultValue("") String password) {

    /** Without the password: settings get logged. */
    @Override
    public String toString() {
      return "Platform[url=" + url + ", user=" + user + "]";
    }
  }

  /**
   * Who may come in.
   *
   * @param issuerUri OpenID Connect issuer whose tokens are taken; empty: local users
   * @param audience what such a token must be made for
   * @param sessionLength how long a local login lasts
   * @param allowedHosts host names, beside those of the loopback, under which people reach the app
   */
  public record Security(
      @DefaultValue("") String issuerUri,
      @DefaultValue("millrace-api") String audience,
      @DefaultValue("12h") Duration sessionLength,
      @DefaultValue List<String> allowedHosts) {
    public Security {
      allowedHosts = List.copyOf(allowedHosts);
    }

    /** Empty: this installation has users of its own. */
    public Optional<String> issuer() {
      return issuerUri.isEmpty() ? Optional.empty() : Optional.of(issuerUri);
    }
  }

  /**
   * Bounds of one request.
   *
   * @param maxBody largest body
   * @param maxWait longest time a request may wait for an execution's end
   */
  public record Api(@DefaultValue("1MB") DataSize maxBody, @DefaultValue("60s") Duration maxWait) {}

  /**
   * How often one user may ask.
   *
   * @param executionsPerMinute triggers and executes together
   * @param statusPerMinute reads of where executions stand
   * @param loginFailures wrong passwords for one user from one address within {@code loginWindow}
   */
  public record Limits(
      @DefaultValue("30") int executionsPerMinute,
      @DefaultValue("100") int statusPerMinute,
      @DefaultValue("10") int loginFailures,
      @DefaultValue("5m") Duration loginWindow) {}

  /**
   * The event streams.
   *
   * @param kept how long a browser that was away can catch up
   * @param heartbeat longest silence on a stream
   * @param streamsPerUser most streams of one user at a time
   * @param backlog most events that wait for a slow browser before it is cut off
   */
  public record Events(
      @DefaultValue("10m") Duration kept,
      @DefaultValue("15s") Duration heartbeat,
      @DefaultValue("20") int streamsPerUser,
      @DefaultValue("1000") int backlog) {}
}
