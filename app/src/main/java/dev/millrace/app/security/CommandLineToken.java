package dev.millrace.app.security;

import dev.millrace.app.platform.DataDirectory;
import dev.millrace.app.platform.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Leaves in the data directory what a command on this machine needs to talk to this run: the port,
 * and a token only the directory's owner can read.
 */
@Component
final class CommandLineToken implements AutoCloseable {
  static final String USER = "command-line";
  private static final Duration LENGTH = Duration.ofDays(365);

  private final LocalTokens tokens;
  private final Path token;
  private final Path port;

  CommandLineToken(LocalTokens tokens, DataDirectory directory) {
    this.tokens = tokens;
    this.token = directory.root().resolve("cli-token");
    this.port = directory.root().resolve("millrace.port");
  }

  @EventListener
  void serving(ServletWebServerInitializedEvent event) throws IOException {
    SecretFile.write(token, tokens.commandLine(USER, LENGTH).getTokenValue());
    SecretFile.write(port, Integer.toString(event.getWebServer().getPort()));
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(port);
    Files.deleteIfExists(token);
  }
}
