package dev.millrace.engine.embedded.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The list of a snapshot's files with their checksums, as text; its last line is a checksum of the
 * lines before.
 */
record Manifest(long processed, long written, SortedMap<String, String> files) {
  /** Under this name it stands beside the files. */
  static final String NAME = "MANIFEST-OF-SNAPSHOT";

  private static final String HEAD = "millrace-snapshot 1";

  /** Describes what stands in that folder. */
  static Manifest of(Path folder, long processed, long written) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.filter(each -> !each.endsWith(NAME)).toList()) {
        files.put(file.getFileName().toString(), checksum(file));
      }
    }
    return new Manifest(processed, written, files);
  }

  /** Reads the manifest of that folder; empty if there is none, or it is not whole. */
  static Optional<Manifest> read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    List<String> lines = SmallFile.read(file);
    if (lines.size() < 4
        || !lines.getFirst().equals(HEAD)
        || !lines.getLast().equals(end(lines.subList(0, lines.size() - 1)))) {
      return Optional.empty();
    }
    SortedMap<String, String> files = new TreeMap<>();
    for (String line : lines.subList(3, lines.size() - 1)) {
      files.put(line.substring(line.indexOf(' ') + 1), line.substring(0, line.indexOf(' ')));
    }
    return Optional.of(new Manifest(number(lines.get(1)), number(lines.get(2)), files));
  }

  /** Does the folder hold these files, unchanged? */
  boolean matches(Path folder) throws IOException {
    for (Map.Entry<String, String> entry : files.entrySet()) {
      Path file = folder.resolve(entry.getKey());
      if (!Files.isRegularFile(file) || !checksum(file).equals(entry.getValue())) {
        return false;
      }
    }
    return true;
  }

  void write(Path folder) throws IOException {
    List<String> lines =
        new ArrayList<>(List.of(HEAD, "processed " + processed, "written " + written));
    files.forEach((name, checksum) -> lines.add(checksum + " " + name));
    lines.add(end(lines));
    Files.write(folder.resolve(NAME), lines, StandardCharsets.ISO_8859_1);
  }

  private static String end(List<String> lines) {
    CRC32C checksum = new CRC32C();
    lines.forEach(line -> checksum.update((line + "\n").getBytes(StandardCharsets.ISO_8859_1)));
    return "end %08x".formatted(checksum.getValue());
  }

  private static long number(String line) {
    return Long.parseLong(line.substring(line.indexOf(' ') + 1));
  }

  private static String checksum(Path file) throws IOException {
    CRC32C checksum = new CRC32C();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        checksum.update(buffer, 0, read);
      }
    }
    return "%08x".formatted(checksum.getValue());
  }
}
