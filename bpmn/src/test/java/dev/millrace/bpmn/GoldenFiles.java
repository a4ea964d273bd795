package dev.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares texts with committed files, byte for byte. They are written anew only on purpose, with
 * {@code -Dmillrace.golden=write}, and reviewed as a diff.
 */
public final class GoldenFiles {
  private static final boolean WRITE = "write".equals(System.getProperty("millrace.golden"));

  private GoldenFiles() {}

  /** Fails if the file differs, unless it is to be written. */
  public static void compare(Path file, String text) throws IOException {
    if (WRITE) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(file)
        .as("%s is stale; -Dmillrace.golden=write writes it anew", file.getFileName())
        .exists();
    assertThat(text)
        .as("%s is stale; -Dmillrace.golden=write writes it anew", file.getFileName())
        .isEqualTo(Files.readString(file));
  }
}
