package dev.millrace.warehouse.write;

import dev.millrace.warehouse.WriteResult;
import dev.millrace.warehouse.WriteResult.RowState;
import dev.millrace.warehouse.history.LoggedChange;
import dev.millrace.warehouse.sigds.EditJson;
import dev.millrace.warehouse.sigds.EditLog;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the first call of a change was answered, read back from the log. */
final class Repeated {
  private Repeated() {}

  static WriteResult answer(PreparedChange change, EditLog.Known known) {
    Map<String, @Nullable Object> metadata = EditJson.read(known.metadata());
    if (!change.fingerprint().equals(metadata.get("content"))) {
      return new WriteResult.Refused(
          "CHANGE_ID_REUSED",
          -1,
          "",
          "This change id was used before, for other content. A new change needs a new id.");
    }
    List<RowState> rows =
        LoggedChange.rows(change.table(), known.editNumber(), EditJson.read(known.edit())).stream()
            .map(row -> new RowState(row.row(), row.version(), row.now()))
            .toList();
    return new WriteResult.Written(change.change().id(), known.editNumber(), rows, true);
  }
}
