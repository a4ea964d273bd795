package dev.millrace.engine.gateway;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the gateway is opened.
 *
 * @param address port 0: a free one
 * @param tls certificate and key; without, passwords cross the wire in the clear
 */
public record GatewayAddress(InetSocketAddress address, Optional<Tls> tls) {
  /**
   * PEM files.
   *
   * @param certificates the server's own first
   * @param key PKCS 8, not encrypted
   */
  public record Tls(Path certificates, Path key) {}
}
