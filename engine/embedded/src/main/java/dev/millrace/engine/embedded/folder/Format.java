package dev.millrace.engine.embedded.folder;

import static dev.millrace.engine.EngineException.Code.DAMAGED;
import static dev.millrace.engine.EngineException.Code.FORMAT;

import dev.millrace.engine.EngineException;
import dev.millrace.engine.embedded.log.FolderDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
  private static final Set<String> WORTHLESS =
      Set.of(EngineFolder.LOCK, EngineFolder.STATE, NAME + ".draft");

  /** The folders that are there, empty, before the format is. */
  private static final List<String> BORN = List.of(EngineFolder.LOG, EngineFolder.SNAPSHOTS);

  /**
   * Reads the format of that folder; if the folder is new, makes it one of this format.
   *
   * @throws EngineException {@code FORMAT} if the folder is not one of this format, or a newer
   *     engine has written it; {@code DAMAGED} if a part of it is gone
   */
  static Format of(Path folder, String engine) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      requireNew(folder);
      return born(folder, engine);
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
    requireWhole(folder);
    return new Format(found.incarnation, engine);
  }

  /** The file {@code format} comes last: when it is there, so is all the rest. */
  private static Format born(Path folder, String engine) throws IOException {
    for (String part : BORN) {
      Files.createDirectories(folder.resolve(part));
    }
    FolderDisk.force(folder);
    FolderDisk.force(folder.resolve(".."));
    Format format = new Format(UUID.randomUUID().toString(), engine);
    format.write(folder);
    return format;
  }

  private static void requireWhole(Path folder) {
    for (String part : BORN) {
      if (!Files.isDirectory(folder.resolve(part))) {
        throw new EngineException(
            DAMAGED,
            "The engine folder %s has lost its folder '%s'. Restore the engine folder from a backup, or delete it whole to begin anew."
                .formatted(folder, part),
            null);
      }
    }
  }

  private static void requireNew(Path folder) throws IOException {
    List<String> foreign = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (!WORTHLESS.contains(name) && !(BORN.contains(name) && empty(file))) {
          foreign.add(name);
        }
      }
    }
    if (!foreign.isEmpty()) {
      throw new EngineException(
          FORMAT,
          "The folder %s is not an engine's: it holds %s and no file 'format'. Choose an empty one."
              .formatted(folder, String.join(", ", foreign)),
          null);
    }
  }

  private static boolean empty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
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

  void write(Path folder) throws IOException {
    List<String> lines = List.of(KIND + VERSION, "incarnation " + incarnation, "engine " + engine);
    Path file = folder.resolve(NAME);
    if (!Files.exists(file) || !SmallFile.read(file).equals(lines)) {
      SmallFile.write(folder, NAME, lines);
    }
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
