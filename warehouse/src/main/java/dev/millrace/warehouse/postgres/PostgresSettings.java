package dev.millrace.warehouse.postgres;

import dev.millrace.warehouse.publish.PublishTerms;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach a PostgreSQL warehouse, version 15 or newer.
 *
 * @param url {@code jdbc:postgresql://host:port/database}
 * @param schema the write-back schema: all that Millrace makes is in it
 * @param readers most connections for reading at a time
 * @param statementTimeout longest time of one query
 * @param lockTimeout how long a write waits for another process that writes to the same table
 * @param maxGroup most changes that share a commit
 * @param publishing how publishing goes there
 */
public record PostgresSettings(
    String url,
    Optional<String> user,
    Optional<String> password,
    String schema,
    int readers,
    Duration statementTimeout,
    Duration lockTimeout,
    int maxGroup,
    PublishTerms publishing) {

  private static final PublishTerms USUAL = new PublishTerms(Duration.ofDays(30), true);

  /** The usual settings. */
  public static PostgresSettings of(
      String url, Optional<String> user, Optional<String> password, String schema) {
    return new PostgresSettings(
        url,
        user,
        password,
        schema,
        10,
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        500,
        USUAL);
  }

  /** The same with other terms of publishing. */
  public PostgresSettings withPublishing(PublishTerms terms) {
    return new PostgresSettings(
        url, user, password, schema, readers, statementTimeout, lockTimeout, maxGroup, terms);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "PostgresSettings[schema=" + schema + "]";
  }
}
