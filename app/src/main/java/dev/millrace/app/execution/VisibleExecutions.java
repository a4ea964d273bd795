package dev.millrace.app.execution;

import dev.millrace.workbook.access.Access;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.access.Right;
import dev.millrace.workers.execution.Execution;
import dev.millrace.workers.execution.Executions;
import dev.millrace.workers.execution.Executions.Search;
import dev.millrace.workers.execution.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Executions as one reader may see them: own ones, with the right to it everybody's. */
@Component
final class VisibleExecutions {
  private static final int MOST_RUNNING = 100;

  private final Executions executions;
  private final Access access;

  VisibleExecutions(Executions executions, Access access) {
    this.executions = executions;
    this.access = access;
  }

  /**
   * The execution.
   *
   * @throws Refusal {@code EXECUTION_NOT_FOUND}, also where it is somebody else's
   */
  Execution require(String id, Reader reader) {
    return executions
        .find(id)
        .filter(found -> found.reader().user().equals(reader.user()) || seesAll(found, reader))
        .orElseThrow(() ->
            Refusal.of(
                Refusal.Kind.NOT_FOUND,
                "EXECUTION_NOT_FOUND",
                "There is no such execution, or it is somebody else's."));
  }

  /** The reader's newest one of that sequence. */
  Execution newest(String sequenceId, Reader reader) {
    return executions
        .search(search(Optional.of(reader.user()), sequenceId, List.of(), 1))
        .executions()
        .stream()
        .findFirst()
        .orElseThrow(() ->
            Refusal.of(
                Refusal.Kind.NOT_FOUND, "EXECUTION_NOT_FOUND", "You have not run that sequence."));
  }

  /** Those of that sequence that have not ended and that the reader may control. */
  List<Execution> running(String sequenceId, Reader reader) {
    int dot = sequenceId.indexOf('.');
    String workbook = dot < 0 ? sequenceId : sequenceId.substring(0, dot);
    boolean all = access.allows(reader, Right.CONTROL_ALL_EXECUTIONS, workbook);
    Optional<String> user = all ? Optional.empty() : Optional.of(reader.user());
    List<Status> open = Arrays.stream(Status.values()).filter(status -> !status.ended()).toList();
    return executions.search(search(user, sequenceId, open, MOST_RUNNING)).executions();
  }

  private boolean seesAll(Execution execution, Reader reader) {
    return access.allows(reader, Right.CONTROL_ALL_EXECUTIONS, execution.workbook());
  }

  private static Search search(
      Optional<String> user, String sequenceId, List<Status> statuses, int limit) {
    return new Search(
        user, Optional.of(sequenceId), statuses, Optional.empty(), Optional.empty(), 1, limit);
  }
}
