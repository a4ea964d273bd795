package dev.millrace.workbook.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.millrace.workbook.action.ActionCatalogue;
import dev.millrace.workbook.yaml.YamlNode;
import dev.millrace.workbook.yaml.YamlTree;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonSchemaTest {
  private static final Path PUBLISHED = Path.of("src/main/resources/millrace/workbook.schema.json");
  private static final Path DEMO = Path.of("../demo/strike-desk.yaml");

  @Test
  void thePublishedSchemaIsTheOneTheShapesGive() throws IOException {
    if ("write".equals(System.getProperty("millrace.golden"))) {
      Files.createDirectories(PUBLISHED.getParent());
      Files.writeString(PUBLISHED, JsonSchema.text());
    }
    assertThat(Files.readString(PUBLISHED))
        .as("If the change is meant: mvn -pl workbook -am test -Dmillrace.golden=write")
        .isEqualTo(JsonSchema.text());
  }

  @Test
  void theDemoFitsTheSchema() throws IOException {
    assertThat(violations(Files.readString(DEMO))).isEmpty();
  }

  @Test
  void theSchemaSeesWhatTheReaderRefusesByShape() {
    assertThat(violations("workbook: w\npages: []")).isEmpty();
    assertThat(violations("workbook: W 1\npages: []")).isNotEmpty();
    assertThat(violations("workbook: w")).isNotEmpty();
    assertThat(violations("workbook: w\npages: []\nsheets: []")).isNotEmpty();
    assertThat(violations("workbook: w\npages: [{id: p, elements: [{id: e, type: chart}]}]"))
        .isNotEmpty();
    String sequence = "workbook: w\npages: []\nsequences: [{id: s, steps: [%s]}]";
    String step = "{id: a, action: insert-row, table: t, values: {a: 1, b: true, c: '[x]'}}";
    assertThat(violations(sequence.formatted(step))).isEmpty();
    assertThat(violations(sequence.formatted(step).replace("steps", "actions"))).isEmpty();
    assertThat(violations(sequence.formatted(""))).isNotEmpty();
    assertThat(violations(sequence.formatted(step.replace("table", "tabel")))).isNotEmpty();
    assertThat(violations(sequence.formatted("{if: '[x]', then: [" + step + "]}"))).isEmpty();
    assertThat(violations(sequence.formatted("{if: '[x]', then: []}"))).isNotEmpty();
  }

  @Test
  void noFieldOfAnActionHidesAKeyThatEveryStepHas() {
    assertThat(ActionCatalogue.shapes())
        .allSatisfy(action ->
            assertThat(WorkbookShapes.act(action).keyNames())
                .doesNotHaveDuplicates()
                .doesNotContain("if"));
  }

  private static Set<ValidationMessage> violations(String yaml) {
    YamlNode root =
        YamlTree.read(
                yaml,
                (code, place, message, suggestions) -> {
                  throw new AssertionError(message);
                })
            .orElseThrow();
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(JsonSchema.text())
        .validate(json(root));
  }

  private static JsonNode json(YamlNode node) {
    JsonNodeFactory json = new ObjectMapper().getNodeFactory();
    return switch (node) {
      case YamlNode.Scalar scalar ->
          switch (scalar.kind()) {
            case TEXT -> json.textNode(scalar.text());
            case NUMBER -> json.numberNode(new BigDecimal(scalar.text()));
            case LOGICAL -> json.booleanNode(Boolean.parseBoolean(scalar.text()));
            case NULL -> json.nullNode();
          };
      case YamlNode.Items list -> {
        var array = json.arrayNode();
        list.items().forEach(item -> array.add(json(item)));
        yield array;
      }
      case YamlNode.Fields mapping -> {
        var object = json.objectNode();
        mapping.fields().forEach((key, field) -> object.set(key, json(field.value())));
        yield object;
      }
      case YamlNode.Refused refused -> throw new AssertionError(refused.place());
    };
  }
}
