package dev.millrace.app.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Makes of a sealed interface a choice of its records, each with its own word in {@code type}: what
 * generators make a discriminated union of.
 */
final class UnionSchemas implements OpenApiCustomizer {
  private static final String SCHEMAS = "#/components/schemas/";

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"}) // the library's own signatures are raw
  public void customise(OpenAPI api) {
    Map<String, Map<String, String>> unions = new TreeMap<>();
    Map<String, Schema> schemas = api.getComponents().getSchemas();
    schemas.replaceAll((name, schema) ->
        RecordSchemas.takeMember(schema)
            .<Schema>map(member -> {
              unions
                  .computeIfAbsent(member.union(), union -> new TreeMap<>())
                  .put(member.word(), SCHEMAS + name);
              return flat(schema, member.word());
            })
            .orElse(schema));
    unions.forEach((name, members) -> api.getComponents().addSchemas(name, union(members)));
  }

  /** A choice of {@code members}: their references by their words. */
  private static Schema<?> union(Map<String, String> members) {
    Schema<Object> union = new Schema<>();
    members.values().stream()
        .sorted()
        .forEach(reference -> union.addOneOfItem(new Schema<>().$ref(reference)));
    Discriminator discriminator = new Discriminator().propertyName(RecordSchemas.TYPE);
    discriminator.setMapping(members);
    union.setDiscriminator(discriminator);
    return union;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the library's own signatures are raw
  private static Schema<?> flat(Schema schema, String word) {
    Schema<Object> own = new Schema<>();
    own.addType("string");
    own.setEnum(List.of(word));
    Map<String, Schema> properties = new LinkedHashMap<>();
    properties.put(RecordSchemas.TYPE, own);
    List<Schema> parts = schema.getAllOf() == null ? List.of(schema) : schema.getAllOf();
    for (Schema part : parts) {
      if (part.getProperties() != null) {
        properties.putAll(part.getProperties());
      }
    }
    List<String> required = new ArrayList<>(schema.getRequired());
    required.add(RecordSchemas.TYPE);
    Schema<Object> flat = new Schema<>();
    flat.addType("object");
    flat.setProperties(properties);
    flat.setRequired(required);
    return flat;
  }
}
