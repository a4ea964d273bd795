package dev.millrace.engine.embedded.storage;

import static dev.millrace.engine.EngineException.Code.FORMAT;

import dev.millrace.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The file {@code format}: how an engine's folder is laid out, which history it holds, and which
 * engine wrote it last.
 *
 * @param incarnation names the history; born with the folder
 * @param engine version of the Zeebe engine, e.g. {@code 8.8.21}
 */
record Format(String incarnation, String engine) {
  private static final String NAME = "format";
  private static final String KIND = "millrace-engine ";
  private static final int VERSION = 1;

  /** What an engine without a durable log left behind, and what stands there before the format. */
  private static final List<String> WORTHLESS =
      List.of(EngineFolder.LOCK, EngineFolder.STATE, NAME + ".draft");

  /**
   * Reads the format of that folder, or writes it if the folder is new.
   *
   * @throws EngineException {@code FORMAT} if the folder is not one of this format, or a newer
   *     engine has written it
   */
  static Format of(Path folder, String engine) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      requireNew(folder);
      return write(folder, new Format(UUID.randomUUID().toString(), engine));
    }
    Format found = read(file);
    if (Runtime.Version.parse(minor(found.engine)).compareTo(Runtime.Version.parse(minor(engine)))
        > 0) {
      throw new EngineException(
          FORMAT,
          "The engine folder %s was written by Zeebe %s; this Millrace has %s, which cannot read it. Use the newer Millrace."
              .formatted(folder, found.engine, engine),
          null);
    }
    return found.engine.equals(engine)
        ? found
        : write(folder, new Format(found.incarnation, engine));
  }

  private static void requireNew(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> foreign =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !WORTHLESS.contains(name))
              .sorted()
              .toList();
      if (!foreign.isEmpty()) {
        throw new EngineException(
            FORMAT,
            "The folder %s is not an engine's: it holds %s and no file 'format'. Choose an empty one."
                .formatted(folder, String.join(", ", foreign)),
            null);
      }
    }
  }

  private static Format read(Path file) throws IOException {
    List<String> lines = SmallFile.read(file);
    if (lines.size() == 3 && lines.getFirst().equals(KIND + VERSION)) {
      return new Format(word(lines.get(1)), word(lines.get(2)));
    }
    throw new EngineException(
        FORMAT,
        "The file %s begins with '%s'; this Millrace reads '%s'. Use the Millrace that wrote it."
            .formatted(file, lines.isEmpty() ? "" : lines.getFirst(), KIND + VERSION),
        null);
  }

  private static Format write(Path folder, Format format) throws IOException {
    SmallFile.write(
        folder,
        NAME,
        List.of(KIND + VERSION, "incarnation " + format.incarnation, "engine " + format.engine));
    return format;
  }

  private static String word(String line) {
    return line.substring(line.indexOf(' ') + 1);
  }

  /** An engine reads what any patch of its minor version wrote. */
  private static String minor(String version) {
    String[] parts = version.split("[.-]", -1);
    return parts[0] + "." + parts[1];
  }
}
