package dev.millrace.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The images of the cluster edition, so that what is tested is what is run. */
public final class DockerImages {
  private static final Path COMPOSE = Path.of("../docker-compose.yml");

  private DockerImages() {}

  /**
   * The image with its version.
   *
   * @param name as docker-compose.yml has it, without the version
   */
  public static String of(String name) {
    try {
      Matcher image =
          Pattern.compile("image: (" + Pattern.quote(name) + ":\\S+)")
              .matcher(Files.readString(COMPOSE));
      if (!image.find()) {
        throw new IllegalStateException("docker-compose.yml has no image " + name);
      }
      return image.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
