package dev.millrace.workbook.action;

import dev.millrace.workbook.action.about.Help;
import dev.millrace.workbook.action.about.Named;
import dev.millrace.workbook.action.about.Refers;
import dev.millrace.workbook.action.about.Typed;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the records of actions by reflection: their shape, and plain values in and out. */
final class ActionRecords {
  private ActionRecords() {}

  static ActionShape shape(Class<? extends Action> type) {
    Named named = annotation(type.getAnnotation(Named.class), type, "@Named");
    Help help = annotation(type.getAnnotation(Help.class), type, "@Help");
    return new ActionShape(
        named.value(),
        named.version(),
        type,
        title(help, named.value()),
        help.value(),
        Arrays.stream(type.getRecordComponents()).map(ActionRecords::field).toList());
  }

  static Action create(ActionShape shape, Map<String, ?> values) {
    RecordComponent[] components = shape.type().getRecordComponents();
    @Nullable Object[] arguments = new Object[components.length];
    for (int index = 0; index < components.length; index++) {
      FieldShape field = shape.fields().get(index);
      Object value = values.get(field.name());
      if (value == null && field.required()) {
        throw new IllegalArgumentException(
            "The field '%s' of %s is missing.".formatted(field.name(), shape.name()));
      }
      arguments[index] = argument(components[index], value);
    }
    return construct(shape.type(), components, arguments);
  }

  static Map<String, Object> values(ActionShape shape, Action action) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (RecordComponent component : shape.type().getRecordComponents()) {
      Object value = read(component, action);
      if (value instanceof Optional<?> optional) {
        value = optional.orElse(null);
      }
      if (value != null) {
        values.put(component.getName(), value instanceof Enum<?> choice ? kebab(choice) : value);
      }
    }
    return values;
  }

  private static FieldShape field(RecordComponent component) {
    Help help = annotation(component.getAnnotation(Help.class), component, "@Help");
    Refers refers = component.getAnnotation(Refers.class);
    Typed typed = component.getAnnotation(Typed.class);
    Class<?> type = valueType(component);
    return new FieldShape(
        component.getName(),
        title(help, component.getName()),
        help.value(),
        kind(component, type),
        component.getType() != Optional.class,
        Optional.ofNullable(refers).map(Refers::value),
        refers == null ? "" : refers.preposition(),
        Optional.ofNullable(typed).map(Typed::value),
        type.isEnum() ? choices(type) : List.of());
  }

  private static FieldShape.Kind kind(RecordComponent component, Class<?> type) {
    if (type == String.class) {
      return FieldShape.Kind.TEXT;
    } else if (type == Expression.class) {
      return FieldShape.Kind.FORMULA;
    } else if (type == Map.class) {
      return FieldShape.Kind.FORMULAS;
    } else if (type.isEnum()) {
      return FieldShape.Kind.CHOICE;
    } else if (type == boolean.class || type == Boolean.class) {
      return FieldShape.Kind.FLAG;
    } else if (type == int.class || type == Integer.class) {
      return FieldShape.Kind.WHOLE_NUMBER;
    }
    throw new IllegalStateException("No field kind is known for " + component + ".");
  }

  /** The type itself, or what the optional holds. */
  private static Class<?> valueType(RecordComponent component) {
    if (component.getType() != Optional.class) {
      return component.getType();
    }
    Type inner = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    return (Class<?>) (inner instanceof ParameterizedType generic ? generic.getRawType() : inner);
  }

  private static @Nullable Object argument(RecordComponent component, @Nullable Object value) {
    Class<?> type = valueType(component);
    Object plain = value != null && type.isEnum() ? choice(type, value) : value;
    return component.getType() == Optional.class ? Optional.ofNullable(plain) : plain;
  }

  private static Object choice(Class<?> type, Object name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> kebab((Enum<?>) constant).equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'%s' is not one of %s.".formatted(name, String.join(", ", choices(type)))));
  }

  private static List<String> choices(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> kebab((Enum<?>) constant))
        .toList();
  }

  private static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@code insert-row} gives "Insert row", unless the help has a title. */
  private static String title(Help help, String name) {
    return help.title().isEmpty()
        ? name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1).replace('-', ' ')
        : help.title();
  }

  private static <A> A annotation(@Nullable A annotation, Object place, String what) {
    if (annotation == null) {
      throw new IllegalStateException("%s is missing on %s.".formatted(what, place));
    }
    return annotation;
  }

  private static Object read(RecordComponent component, Action action) {
    try {
      return component.getAccessor().invoke(action);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot read " + component + ".", e);
    }
  }

  private static Action construct(
      Class<? extends Action> type, RecordComponent[] components, @Nullable Object[] arguments) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<? extends Action> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException("Cannot make " + type + ".", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot make " + type + ".", e);
    }
  }
}
