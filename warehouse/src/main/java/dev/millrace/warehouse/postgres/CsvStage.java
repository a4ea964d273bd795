package dev.millrace.warehouse.postgres;

import static dev.millrace.warehouse.sql.SqlNames.quote;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/** A CSV file as a temporary table of texts: the heading is read here, the rows by COPY. */
final class CsvStage {
  private static final CsvMapper CSV =
      CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();
  private static final int MAX_COLUMNS = 1_000;

  /** PostgreSQL cuts longer names off. */
  private static final int MAX_NAME_BYTES = 63;

  private final Connection connection;
  private final Path file;

  CsvStage(Connection connection, Path file) {
    this.connection = connection;
    this.file = file;
  }

  void run() throws SQLException {
    try {
      char delimiter = delimiter();
      List<String> headings = headings(delimiter);
      create(headings);
      copy(delimiter, headings);
    } catch (IOException e) {
      throw new SQLException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The one of the usual delimiters that the heading line has most of. */
  private char delimiter() throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      String line = String.valueOf(reader.readLine());
      return Stream.of(',', ';', '\t')
          .max(java.util.Comparator.comparingLong(c -> line.chars().filter(d -> d == c).count()))
          .orElseThrow();
    }
  }

  private List<String> headings(char delimiter) throws IOException, SQLException {
    CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(delimiter);
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        MappingIterator<String[]> records =
            CSV.readerFor(String[].class).with(schema).readValues(reader)) {
      if (!records.hasNext()) {
        throw new SQLException("The file is empty.");
      }
      String[] found = records.next();
      if (found[0].startsWith("\uFEFF")) {
        found[0] = found[0].substring(1);
      }
      return checked(List.of(found));
    }
  }

  private static List<String> checked(List<String> headings) throws SQLException {
    if (headings.size() > MAX_COLUMNS) {
      throw new SQLException("The heading has more than %,d columns.".formatted(MAX_COLUMNS));
    }
    Set<String> seen = new HashSet<>();
    for (String heading : headings) {
      if (heading.isEmpty()
          || heading.indexOf('\0') >= 0
          || heading.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
        throw new SQLException(
            "A heading has 1 to %d bytes; found '%s'.".formatted(MAX_NAME_BYTES, heading));
      }
      if (!seen.add(heading)) {
        throw new SQLException("The heading '%s' stands there twice.".formatted(heading));
      }
    }
    return headings;
  }

  private void create(List<String> headings) throws SQLException {
    String columns = headings.stream().map(name -> quote(name) + " VARCHAR").collect(joining(", "));
    String random = UUID.randomUUID().toString();
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS csv_load");
      statement.execute(
          "CREATE TEMP TABLE csv_load (\"millrace row number\" BIGINT GENERATED ALWAYS AS IDENTITY, %s)"
              .formatted(columns));
      // Random digits of our own making; DDL takes no parameters.
      statement.execute(
          """
          ALTER TABLE csv_load ADD COLUMN "millrace row id" VARCHAR GENERATED ALWAYS AS
            ('%s' || lpad(to_hex("millrace row number"), 12, '0')) STORED
          """
              .formatted(random.substring(0, random.length() - 12)));
    }
  }

  private void copy(char delimiter, List<String> headings) throws SQLException, IOException {
    String names = headings.stream().map(name -> quote(name)).collect(joining(", "));
    String text =
        "COPY csv_load (%s) FROM STDIN WITH (FORMAT csv, HEADER true, DELIMITER '%s', FORCE_NULL (%s), ENCODING 'UTF8')"
            .formatted(names, delimiter, names);
    try (InputStream rows = Files.newInputStream(file)) {
      connection.unwrap(PGConnection.class).getCopyAPI().copyIn(text, rows);
    }
  }
}
