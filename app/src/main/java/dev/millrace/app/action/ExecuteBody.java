package dev.millrace.app.action;

import dev.millrace.app.problem.FieldRequiredException;
import java.util.Optional;

/**
 * Starts one sequence.
 *
 * @param sequenceId {@code <workbook id>.<sequence id>}
 */
record ExecuteBody(String sequenceId, Optional<ContextBody> context) {
  ExecuteBody {
    FieldRequiredException.require("sequenceId", sequenceId);
  }
}
