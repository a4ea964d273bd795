package dev.millrace.app.published;

import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a new installation starts with. */
final class Demo {
  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
  private static final String WORKBOOK = "strike-desk";
  private static final Reader READER =
      new Reader("millrace", Role.DESIGNER, Map.of(), ZoneOffset.UTC, Locale.ROOT);

  private final Path from;
  private final CsvFiles csv;

  Demo(Path from, CsvFiles csv) {
    this.from = from;
    this.csv = csv;
  }

  /** Publishes the demo workbook; an installation without its files starts empty. */
  void publish(PublishedWorkbooks workbooks) {
    Path file = from.resolve(WORKBOOK + ".yaml");
    if (!Files.isRegularFile(file)) {
      LOG.info("No demo workbook at {}", file.toAbsolutePath());
      return;
    }
    try {
      for (Path table : tables()) {
        Files.copy(
            table,
            csv.folder().resolve(table.getFileName().toString()),
            StandardCopyOption.REPLACE_EXISTING);
      }
      workbooks.publish(WORKBOOK, Files.readString(file), PublishedWorkbooks.How.SAFELY, READER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Refusal e) {
      LOG.error("The demo workbook cannot be published: {} {}", e.getMessage(), e.facts());
    }
  }

  private List<Path> tables() throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      return files.filter(file -> file.toString().endsWith(".csv")).toList();
    }
  }
}
