package dev.millrace.app.openapi;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * Says of each record what its Java says: an {@code Optional} may be left out, a {@code @Nullable}
 * may be null, everything else is always there.
 */
final class RecordSchemas implements ModelConverter {
  /** The property that says which record of a sealed interface it is. */
  static final String TYPE = "type";

  private final Set<Member> members =
      new ConcurrentSkipListSet<>(Comparator.comparing(Member::schema));

  /** Records of sealed interfaces that were described so far. */
  List<Member> members() {
    return List.copyOf(members);
  }

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    if (!chain.hasNext()) {
      return null;
    }
    Schema<?> schema = chain.next().resolve(type, context, chain);
    JavaType javaType = Json.mapper().constructType(type.getType());
    if (schema != null && javaType.isRecordType()) {
      Schema<?> defined = defined(schema, context);
      if (defined.getProperties() != null) {
        describe(javaType.getRawClass(), defined);
      }
      remember(javaType.getRawClass());
    }
    return schema;
  }

  private void remember(Class<?> type) {
    for (Class<?> union : type.getInterfaces()) {
      JsonSubTypes choices = union.getAnnotation(JsonSubTypes.class);
      if (choices != null) {
        for (JsonSubTypes.Type choice : choices.value()) {
          if (choice.value() == type) {
            members.add(new Member(union.getSimpleName(), type.getSimpleName(), choice.name()));
          }
        }
      }
    }
  }

  private static Schema<?> defined(Schema<?> schema, ModelConverterContext context) {
    String reference = schema.get$ref();
    return reference == null
        ? schema
        : Optional.<Schema<?>>ofNullable(
                context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1)))
            .orElse(schema);
  }

  private static void describe(Class<?> type, Schema<?> schema) {
    Map<String, Schema<?>> properties = properties(schema);
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Schema<?> property = properties.get(component.getName());
      boolean optional =
          component.getType() == Optional.class || component.getType() == OptionalLong.class;
      if (property != null && !optional) {
        required.add(component.getName());
        if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
          properties.put(component.getName(), orNull(property));
        }
      }
    }
    schema.setRequired(required.isEmpty() ? null : required);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Map<String, Schema<?>> properties(Schema schema) {
    return schema.getProperties();
  }

  private static Schema<?> orNull(Schema<?> schema) {
    if (schema.get$ref() == null) {
      if (schema.getTypes() != null && !schema.getTypes().isEmpty()) {
        schema.addType("null");
      }
      return schema;
    }
    Schema<Object> none = new Schema<>();
    none.addType("null");
    Schema<Object> either = new Schema<>();
    either.addAnyOfItem(schema);
    either.addAnyOfItem(none);
    return either;
  }

  /** A record of a sealed interface, and its word in {@link #TYPE}. */
  record Member(String union, String schema, String word) {}
}
