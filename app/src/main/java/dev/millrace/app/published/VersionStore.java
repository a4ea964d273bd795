package dev.millrace.app.published;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every version of every workbook that was ever published; the newest one is the running one. */
@Component
final class VersionStore {
  private static final RowMapper<Stored> STORED =
      (row, index) ->
          new Stored(
              row.getString("workbook"),
              row.getInt("version"),
              row.getString("source"),
              row.getString("checksum"),
              row.getString("published_by"),
              row.getTimestamp("published_at").toInstant());

  private final JdbcClient platform;

  VersionStore(JdbcClient platform) {
    this.platform = platform;
  }

  List<Stored> newest() {
    return platform
        .sql(
            """
            select * from app_workbook_version v
            where version = (select max(version) from app_workbook_version where workbook = v.workbook)
            order by workbook
            """)
        .query(STORED)
        .list();
  }

  Optional<Stored> newest(String workbook) {
    return platform
        .sql("select * from app_workbook_version where workbook = ? order by version desc limit 1")
        .param(workbook)
        .query(STORED)
        .optional();
  }

  Optional<Stored> find(String workbook, int version) {
    return platform
        .sql("select * from app_workbook_version where workbook = ? and version = ?")
        .params(workbook, version)
        .query(STORED)
        .optional();
  }

  /** Fails with a duplicate key if somebody else added that version. */
  void add(Stored version) {
    platform
        .sql(
            """
            insert into app_workbook_version
              (workbook, version, source, checksum, published_by, published_at)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(
            version.workbook(),
            version.version(),
            version.source(),
            version.checksum(),
            version.by(),
            Timestamp.from(version.at()))
        .update();
  }

  static String checksum(String source) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(source.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A kept version. */
  record Stored(
      String workbook, int version, String source, String checksum, String by, Instant at) {}
}
