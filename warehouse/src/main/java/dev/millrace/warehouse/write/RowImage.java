package dev.millrace.warehouse.write;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row as it stands at some point within a group of changes.
 *
 * @param values stored values by column id
 */
record RowImage(
    String id,
    Map<String, @Nullable Object> values,
    LocalDateTime createdAt,
    String createdBy,
    LocalDateTime updatedAt,
    String updatedBy,
    long version) {

  RowImage with(
      Map<String, @Nullable Object> changed, LocalDateTime at, String by, long newVersion) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(values);
    all.putAll(changed);
    return new RowImage(id, all, createdAt, createdBy, at, by, newVersion);
  }
}
