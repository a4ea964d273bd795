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
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Says of each record what its Java says: an {@code Optional} may be left out, a {@code @Nullable}
 * may be null, everything else is always there.
 */
final class RecordSchemas implements ModelConverter {
  /** The property that says which record of a sealed interface it is. */
  static final String TYPE = "type";

  // Kept on the schema itself: the library holds one list of converters for the whole JVM, so a
  // converter may describe records for an application context that is not its own.
  private static final String MEMBER = "x-member-of";

  /** Takes from {@code schema} which choice it is one of. */
  static Optional<Member> takeMember(Schema<?> schema) {
    Map<String, Object> extensions = schema.getExtensions();
    return extensions != null && extensions.remove(MEMBER) instanceof Member member
        ? Optional.of(member)
        : Optional.empty();
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
      member(javaType.getRawClass()).ifPresent(member -> defined.addExtension(MEMBER, member));
    }
    return schema;
  }

  private static Optional<Member> member(Class<?> type) {
    for (Class<?> union : type.getInterfaces()) {
      JsonSubTypes choices = union.getAnnotation(JsonSubTypes.class);
      if (choices != null) {
        for (JsonSubTypes.Type choice : choices.value()) {
          if (choice.value() == type) {
            return Optional.of(new Member(union.getSimpleName(), choice.name()));
          }
        }
      }
    }
    return Optional.empty();
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
  record Member(String union, String word) {}
}
