package dev.millrace.workbook.action;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All actions, and how one travels in a BPMN task. */
public final class ActionCatalogue {
  private static final List<ActionShape> SHAPES =
      records(Action.class).map(ActionRecords::shape).toList();
  private static final Map<Class<? extends Action>, ActionShape> BY_TYPE =
      SHAPES.stream().collect(Collectors.toUnmodifiableMap(ActionShape::type, Function.identity()));
  private static final Map<String, ActionShape> BY_JOB_TYPE =
      SHAPES.stream()
          .collect(Collectors.toUnmodifiableMap(ActionShape::jobType, Function.identity()));

  private ActionCatalogue() {}

  /** Every action's record class. */
  public static List<Class<? extends Action>> all() {
    return SHAPES.stream().<Class<? extends Action>>map(ActionShape::type).toList();
  }

  /** Every action's description, in the order of {@link #all()}. */
  public static List<ActionShape> shapes() {
    return SHAPES;
  }

  /** The description of an action. */
  public static ActionShape shape(Class<? extends Action> action) {
    ActionShape shape = BY_TYPE.get(action);
    if (shape == null) {
      throw new IllegalArgumentException(action + " is not the record of an action.");
    }
    return shape;
  }

  /** The description of the action with that name, e.g. {@code insert-row}. */
  public static Optional<ActionShape> shape(String name) {
    return SHAPES.stream().filter(shape -> shape.name().equals(name)).findFirst();
  }

  /** E.g. {@code millrace:insert-row:1}. */
  public static String jobType(Class<? extends Action> action) {
    return shape(action).jobType();
  }

  /**
   * The action's fields as task headers: an expression as its text, a map as a JSON object with
   * sorted keys. An empty optional field has no header.
   */
  public static Map<String, String> headers(Action action) {
    return ActionHeaders.write(shape(action.getClass()), action);
  }

  /**
   * The action that a task carries. A header that names no field is refused, unless its name begins
   * with {@code millrace}, {@code _} or {@code io.camunda}: those belong to others. A header
   * without text counts as absent, because Modeler writes such for a field left empty.
   *
   * @throws IllegalArgumentException if the headers do not make one; the message names the field
   *     and is fit for an operator
   */
  public static Action read(String jobType, Map<String, String> headers) {
    ActionShape shape = BY_JOB_TYPE.get(jobType);
    if (shape == null) {
      throw new IllegalArgumentException(
          "There is no action for the job type '%s'. Job types: %s."
              .formatted(
                  jobType,
                  SHAPES.stream().map(ActionShape::jobType).collect(Collectors.joining(", "))));
    }
    return ActionHeaders.read(shape, headers);
  }

  /** The records under a sealed interface, in the order they are written. */
  private static Stream<Class<? extends Action>> records(Class<? extends Action> type) {
    return type.isRecord()
        ? Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses())
            .flatMap(inner -> records(inner.asSubclass(Action.class)));
  }
}
