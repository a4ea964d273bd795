package dev.millrace.workbook.action;

import java.util.List;
import java.util.Map;

/** All actions, and how one travels in a BPMN task. */
public final class ActionCatalogue {
  private ActionCatalogue() {}

  /** Every action's record class. */
  public static List<Class<? extends Action>> all() {
    throw new UnsupportedOperationException();
  }

  /** E.g. {@code millrace:insert-row:1}. */
  public static String jobType(Class<? extends Action> action) {
    throw new UnsupportedOperationException(action.getName());
  }

  /** The action's fields as task headers: an expression as its text, a map as a JSON object. */
  public static Map<String, String> headers(Action action) {
    throw new UnsupportedOperationException(action.toString());
  }

  /**
   * The action that a task carries.
   *
   * @throws IllegalArgumentException if the headers do not make one; the message names the field
   *     and is fit for an operator
   */
  public static Action read(String jobType, Map<String, String> headers) {
    throw new UnsupportedOperationException(jobType + headers);
  }
}
