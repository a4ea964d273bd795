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

  private final RecordSchemas records;

  UnionSchemas(RecordSchemas records) {
    this.records = records;
  }

  @Override
  public void customise(OpenAPI api) {
    Map<String, List<RecordSchemas.Member>> unions = new TreeMap<>();
    records
        .members()
        .forEach(member ->
            unions.computeIfAbsent(member.union(), name -> new ArrayList<>()).add(member));
    unions.forEach((name, members) -> describe(api, name, members));
  }

  private static void describe(OpenAPI api, String name, List<RecordSchemas.Member> members) {
    Map<String, String> mapping = new TreeMap<>();
    Schema<Object> union = new Schema<>();
    for (RecordSchemas.Member member : members) {
      Schema<?> schema = api.getComponents().getSchemas().get(member.schema());
      if (schema != null) {
        api.getComponents().addSchemas(member.schema(), flat(schema, member.word()));
        mapping.put(member.word(), SCHEMAS + member.schema());
        union.addOneOfItem(new Schema<>().$ref(SCHEMAS + member.schema()));
      }
    }
    Discriminator discriminator = new Discriminator().propertyName(RecordSchemas.TYPE);
    discriminator.setMapping(mapping);
    union.setDiscriminator(discriminator);
    api.getComponents().addSchemas(name, union);
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
