package dev.millrace.workbook.access;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

/**
 * On whose behalf something runs. Every query, write and handler takes one.
 *
 * @param user stable id, shown to people; an e-mail address where there is one
 * @param role the highest one the user has
 * @param attributes what row-level rules compare with
 * @param zone IANA zone for showing and for "today"
 */
public record Reader(
    String user, Role role, Map<String, String> attributes, ZoneId zone, Locale locale) {
  public Reader {
    attributes = Map.copyOf(attributes);
  }
}
