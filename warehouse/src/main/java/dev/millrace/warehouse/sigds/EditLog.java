package dev.millrace.warehouse.sigds;

import static dev.millrace.warehouse.sql.SqlNames.quote;

import dev.millrace.warehouse.sql.Rows;
import dev.millrace.warehouse.sql.Rows.Field;
import dev.millrace.warehouse.sql.Session;
import dev.millrace.warehouse.sql.TypedRows;
import dev.millrace.warehouse.sql.TypedRows.TypedColumn;
import dev.millrace.warehouse.sql.WarehouseSql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The edit log of one input table. A row that is in it has happened.
 *
 * <p>Rows are chained: each holds the hash of the one before, and its own hash covers the hash of
 * its edit, not the edit's text, so that personal data can be taken out of a row without breaking
 * the chain.
 */
public final class EditLog {
  private static final String FIRST = "";

  /** Numbers of one statement; the row of a number may be as long as a change may. */
  private static final int SLICE = 50;

  /** Before the first row. */
  public static final Head START = new Head(0, FIRST);

  private static final List<Field> FIELDS =
      List.of(
          Field.of("EDIT_NUM"),
          Field.of("DS_ID"),
          Field.of("CHANGE_ID"),
          new Field("EDIT", true),
          new Field("METADATA", true),
          Field.of("TIMESTAMP"),
          Field.of("EDIT_HASH"),
          Field.of("PREVIOUS_HASH"),
          Field.of("HASH"));

  private final Connection connection;
  private final StoredTable table;

  public EditLog(Connection connection, StoredTable table) {
    this.connection = connection;
    this.table = table;
  }

  /** The newest row: what the next one follows. */
  public record Head(long editNumber, String hash) {}

  /** A row of the log. */
  public record Entry(
      long editNumber,
      UUID change,
      String edit,
      String metadata,
      LocalDateTime at,
      String editHash,
      String previousHash,
      String hash) {

    /** The row that follows {@code head}. */
    public static Entry after(
        Head head, UUID change, String edit, String metadata, LocalDateTime at) {
      long number = head.editNumber() + 1;
      String editHash = sha256(edit);
      String hash = chained(number, change, editHash, metadata, at, head.hash());
      return new Entry(number, change, edit, metadata, at, editHash, head.hash(), hash);
    }

    public Head head() {
      return new Head(editNumber, hash);
    }

    /** Whether it is what its hashes say, and comes right after that one. */
    public boolean follows(Head head) {
      return editNumber == head.editNumber() + 1
          && previousHash.equals(head.hash())
          && editHash.equals(sha256(edit))
          && hash.equals(chained(editNumber, change, editHash, metadata, at, head.hash()));
    }
  }

  /** The time to write into a log row, in the precision that every warehouse keeps. */
  public static LocalDateTime now(Clock clock) {
    return LocalDateTime.now(clock.withZone(java.time.ZoneOffset.UTC))
        .truncatedTo(ChronoUnit.MICROS);
  }

  public Head head() throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT \"EDIT_NUM\", \"HASH\" FROM %s ORDER BY \"EDIT_NUM\" DESC LIMIT 1"
                    .formatted(quote(table.log())));
        ResultSet newest = statement.executeQuery()) {
      return newest.next() ? new Head(newest.getLong(1), newest.getString(2)) : START;
    }
  }

  public void append(Session session, WarehouseSql sql, List<Entry> entries) throws SQLException {
    sql.insert(
        session, new Rows(table.log(), FIELDS, true, entries.stream().map(this::values).toList()));
  }

  /** The rows for a statement that has to name their types. */
  public TypedRows typed(List<Entry> entries) {
    return new TypedRows(
        table.log(),
        FIELDS.stream().map(field -> new TypedColumn(field.name(), type(field))).toList(),
        entries.stream().map(this::values).toList());
  }

  private static String type(Field field) {
    return switch (field.name()) {
      case "EDIT_NUM" -> "BIGINT";
      case "TIMESTAMP" -> "TIMESTAMP";
      default -> field.json() ? "JSON" : "VARCHAR";
    };
  }

  /**
   * The newest row, with what else it tells.
   *
   * @param metadata empty if the log is empty
   */
  public record Newest(Head head, Map<String, @Nullable Object> metadata) {}

  public Newest newest() throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT \"EDIT_NUM\", \"HASH\", \"METADATA\" FROM %s ORDER BY \"EDIT_NUM\" DESC LIMIT 1"
                    .formatted(quote(table.log())));
        ResultSet newest = statement.executeQuery()) {
      return newest.next()
          ? new Newest(
              new Head(newest.getLong(1), newest.getString(2)), EditJson.read(newest.getString(3)))
          : new Newest(new Head(0, FIRST), Map.of());
    }
  }

  /** Whether the log ends with exactly these rows. */
  public boolean endsWith(List<Entry> entries) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT \"HASH\" FROM %s WHERE \"EDIT_NUM\" >= ? ORDER BY \"EDIT_NUM\""
                .formatted(quote(table.log())))) {
      statement.setLong(1, entries.getFirst().editNumber());
      List<String> hashes = new ArrayList<>();
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          hashes.add(found.getString(1));
        }
      }
      return hashes.equals(entries.stream().map(Entry::hash).toList());
    }
  }

  private List<@Nullable Object> values(Entry entry) {
    return List.of(
        entry.editNumber(),
        table.id().toString(),
        entry.change().toString(),
        entry.edit(),
        entry.metadata(),
        entry.at(),
        entry.editHash(),
        entry.previousHash(),
        entry.hash());
  }

  /** A change the log knows. */
  public record Known(long editNumber, String edit, String metadata) {}

  /** Those of the changes that the log holds. */
  public Map<UUID, Known> known(List<UUID> changes) throws SQLException {
    Map<UUID, Known> known = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT \"CHANGE_ID\", \"EDIT_NUM\", \"EDIT\", \"METADATA\" FROM %s WHERE \"CHANGE_ID\" IN (%s)"
                .formatted(quote(table.log()), Session.places(changes.size())))) {
      Session.bind(statement, 1, changes.stream().map(UUID::toString).toList());
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          known.put(
              UUID.fromString(found.getString(1)),
              new Known(found.getLong(2), found.getString(3), found.getString(4)));
        }
      }
    }
    return known;
  }

  /** Edit numbers whose place in the chain is broken; empty if the log is whole. */
  public List<Long> brokenLinks() throws SQLException {
    List<Long> broken = new ArrayList<>();
    AtomicReference<Head> head = new AtomicReference<>(START);
    each(entry -> {
      if (!entry.follows(head.getAndSet(entry.head()))) {
        broken.add(entry.editNumber());
      }
    });
    return broken;
  }

  /** Takes the rows of a log, one by one. */
  @FunctionalInterface
  public interface EntryReader {
    void read(Entry entry) throws SQLException;
  }

  /** Reads all rows, oldest first, a slice at a time. */
  public void each(EntryReader reader) throws SQLException {
    OptionalLong next = nextAfter(Long.MIN_VALUE);
    while (next.isPresent()) {
      long first = next.getAsLong();
      // Whoever wrote past us may have used the largest number there is.
      long last = Math.max(first, first + SLICE);
      for (Entry entry : slice(first, last)) {
        reader.read(entry);
      }
      next = nextAfter(last);
    }
  }

  /** The smallest number after that one; usually the next. */
  private OptionalLong nextAfter(long number) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT min(\"EDIT_NUM\") FROM %s WHERE \"EDIT_NUM\" > ?"
                .formatted(quote(table.log())))) {
      statement.setLong(1, number);
      try (ResultSet least = statement.executeQuery()) {
        least.next();
        long found = least.getLong(1);
        return least.wasNull() ? OptionalLong.empty() : OptionalLong.of(found);
      }
    }
  }

  private List<Entry> slice(long first, long last) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT "EDIT_NUM", "CHANGE_ID", "EDIT", "METADATA", "TIMESTAMP", "EDIT_HASH",
              "PREVIOUS_HASH", "HASH"
            FROM %s WHERE "EDIT_NUM" BETWEEN ? AND ? ORDER BY "EDIT_NUM"
            """
                .formatted(quote(table.log())))) {
      statement.setLong(1, first);
      statement.setLong(2, last);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          entries.add(
              new Entry(
                  row.getLong(1),
                  change(row.getString(2)),
                  row.getString(3),
                  row.getString(4),
                  row.getObject(5, LocalDateTime.class),
                  row.getString(6),
                  row.getString(7),
                  row.getString(8)));
        }
      }
    }
    return entries;
  }

  /** What is no change's id is none that a hash covers: the row then breaks the chain. */
  private static UUID change(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      return new UUID(0, 0);
    }
  }

  private static String chained(
      long number,
      UUID change,
      String editHash,
      String metadata,
      LocalDateTime at,
      String previous) {
    return sha256(
        String.join(
            "\n",
            Long.toString(number),
            change.toString(),
            editHash,
            sha256(metadata),
            at.toString(),
            previous));
  }

  /** SHA-256 of the text's UTF-8 bytes, in hexadecimal. */
  public static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
