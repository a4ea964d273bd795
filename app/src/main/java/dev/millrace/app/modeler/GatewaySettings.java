package dev.millrace.app.modeler;

import dev.millrace.app.platform.StartException;
import dev.millrace.engine.gateway.GatewayAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code millrace.gateway}.
 *
 * @param port where Modeler deploys to, 0 for a free one; absent: nowhere
 * @param address on which it listens
 * @param certificate PEM file, the server's own certificate first
 * @param privateKey PEM file, PKCS 8
 * @param plaintext whether passwords may cross a network in the clear, as behind a proxy that
 *     encrypts
 */
@ConfigurationProperties("millrace.gateway")
public record GatewaySettings(
    @Nullable Integer port,
    @DefaultValue("127.0.0.1") String address,
    @Nullable Path certificate,
    @Nullable Path privateKey,
    boolean plaintext) {

  /** Empty: it stays closed. */
  Optional<GatewayAddress> where() {
    if (port == null) {
      return Optional.empty();
    }
    if ((certificate == null) != (privateKey == null)) {
      throw new StartException(
          "millrace.gateway.certificate and millrace.gateway.private-key come together, or not at all.");
    }
    InetSocketAddress listen = new InetSocketAddress(address, port);
    if (listen.isUnresolved()) {
      throw new StartException(
          "millrace.gateway.address '%s' is no address of this machine.".formatted(address));
    }
    boolean here = listen.getAddress().isLoopbackAddress();
    if (certificate == null && !here && !plaintext) {
      throw new StartException(
          "The gateway would send passwords in the clear over %s. Set millrace.gateway.certificate and millrace.gateway.private-key, or millrace.gateway.plaintext=true behind a proxy that encrypts."
              .formatted(address));
    }
    return Optional.of(
        new GatewayAddress(
            listen,
            Optional.ofNullable(certificate)
                .map(certificates ->
                    new GatewayAddress.Tls(certificates, Objects.requireNonNull(privateKey)))));
  }
}
