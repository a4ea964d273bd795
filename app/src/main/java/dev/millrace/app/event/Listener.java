package dev.millrace.app.event;

import dev.millrace.workbook.access.Access;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Right;
import java.util.Optional;

/**
 * Who listens at a stream.
 *
 * @param tab the browser tab; empty: all tabs of the user
 * @param workbook whose events are wanted; empty: those of all
 */
record Listener(Reader reader, Optional<String> tab, Optional<String> workbook) {
  boolean hears(Audience audience, Access access) {
    return audience.user().map(reader.user()::equals).orElse(true)
        && fits(audience.tab(), tab)
        && fits(audience.workbook(), workbook)
        && audience
            .workbook()
            .map(id -> access.allows(reader, Right.READ_WORKBOOK, id))
            .orElse(true);
  }

  private static boolean fits(Optional<String> meant, Optional<String> wanted) {
    return meant.isEmpty() || wanted.isEmpty() || meant.equals(wanted);
  }
}
