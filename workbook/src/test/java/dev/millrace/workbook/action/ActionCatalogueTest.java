package dev.millrace.workbook.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ActionCatalogueTest {
  private static final String AWKWARD = "a\"'\\/{}[]:=,<&>\n\t é𝄞\u2028";

  static List<ActionShape> shapes() {
    return ActionCatalogue.shapes();
  }

  @Test
  void namesAndJobTypesAreUnique() {
    assertThat(shapes()).extracting(ActionShape::name).doesNotHaveDuplicates();
    assertThat(shapes()).extracting(ActionShape::jobType).contains("millrace:insert-row:1");
    assertThat(ActionCatalogue.all()).contains(TableAction.InsertRow.class).hasSize(11);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyActionSurvivesTheWayThroughTaskHeaders(ActionShape shape) {
    Random random = new Random(42);
    for (int round = 0; round < 200; round++) {
      Action action = shape.create(randomValues(shape, random));
      assertThat(ActionCatalogue.read(shape.jobType(), ActionCatalogue.headers(action)))
          .isEqualTo(action);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyRequiredFieldIsMissedByName(ActionShape shape) {
    Map<String, Object> values = randomValues(shape, new Random(1));
    for (FieldShape field : shape.fields()) {
      Map<String, String> headers =
          new LinkedHashMap<>(ActionCatalogue.headers(shape.create(values)));
      headers.remove(field.name());
      if (field.required()) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> ActionCatalogue.read(shape.jobType(), headers))
            .withMessageContaining("'" + field.name() + "'");
      } else {
        assertThat(ActionCatalogue.read(shape.jobType(), headers)).isNotNull();
      }
    }
  }

  @Test
  void mapsAreWrittenWithSortedKeys() {
    Map<String, Expression> values = new LinkedHashMap<>();
    for (String column : List.of("zeta", "alpha", "midway", "beta")) {
      values.put(column, new Expression("\"" + column + "\""));
    }

    assertThat(ActionCatalogue.headers(new TableAction.InsertRow("cases", values)))
        .containsExactly(
            Map.entry("table", "cases"),
            Map.entry(
                "values",
                "{\"alpha\":\"\\\"alpha\\\"\",\"beta\":\"\\\"beta\\\"\","
                    + "\"midway\":\"\\\"midway\\\"\",\"zeta\":\"\\\"zeta\\\"\"}"));
  }

  @Test
  void anEmptyOptionalFieldHasNoHeaderAndAnEmptyHeaderIsNoField() {
    Action action =
        new MessageAction.ShowToast(
            new Expression("\"Saved\""), Optional.empty(), Optional.of(MessageAction.Tone.SUCCESS));

    assertThat(ActionCatalogue.headers(action))
        .containsExactly(Map.entry("title", "\"Saved\""), Map.entry("tone", "success"));
    assertThat(
            ActionCatalogue.read(
                "millrace:show-toast:1",
                Map.of("title", "\"Saved\"", "description", "", "tone", "success")))
        .isEqualTo(action);
  }

  @Test
  void headersOfTheEngineAndOfModelerAreNoFields() {
    assertThat(
            ActionCatalogue.read(
                "millrace:open-modal:1",
                Map.of("modal", "m", "millraceName", "x", "_note", "y", "io.camunda.z:a", "z")))
        .isEqualTo(new OverlayAction.OpenModal("m"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "millrace:insert-row:1 | vales={} | header 'vales' is no field of insert-row. Fields: table",
        "millrace:insert-row:1 | values=[1] | 'values' is not a JSON object",
        "millrace:insert-row:1 | values=null | 'values' is null",
        "millrace:insert-row:1 | values={\"a\":1} | no formula text for 'a'",
        "millrace:insert-row:1 | values={\"a\":\"1\",\"a\":\"2\"} | Duplicate field 'a'",
        "millrace:insert-row:1 | values={} {} | 'values' is not a JSON object",
        "millrace:show-toast:1 | tone=loud | 'loud', which is not one of info, success",
        "millrace:insert-row:2 | table=cases | no action for the job type 'millrace:insert-row:2'",
        "insertRow | table=cases | Job types: millrace:insert-row:1",
      })
  void aWrongHeaderIsNamed(String jobType, String header, String message) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("table", "cases");
    if (jobType.contains("toast")) {
      headers.clear();
      headers.put("title", "1");
    }
    headers.put(header.split("=", 2)[0], header.split("=", 2)[1]);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ActionCatalogue.read(jobType, headers))
        .withMessageContaining(message);
  }

  @Test
  void oversizedAndDeeplyNestedHeadersAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            ActionCatalogue.read("millrace:open-modal:1", Map.of("modal", "m".repeat(100_001))))
        .withMessageContaining("more than 100000 characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            ActionCatalogue.read(
                "millrace:insert-row:1", Map.of("table", "t", "values", "{\"a\":".repeat(10_000))))
        .withMessageContaining("'values'");
  }

  private static Map<String, Object> randomValues(ActionShape shape, Random random) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (FieldShape field : shape.fields()) {
      if (field.required() || random.nextBoolean()) {
        values.put(field.name(), randomValue(field, random));
      }
    }
    return values;
  }

  private static Object randomValue(FieldShape field, Random random) {
    return switch (field.kind()) {
      case TEXT -> randomText(random);
      case FORMULA -> new Expression(randomText(random));
      case FORMULAS -> {
        Map<String, Expression> map = new LinkedHashMap<>();
        for (int entry = random.nextInt(5); entry > 0; entry--) {
          map.put(randomText(random), new Expression(randomText(random)));
        }
        yield map;
      }
      case CHOICE -> field.choices().get(random.nextInt(field.choices().size()));
      case FLAG -> random.nextBoolean();
      case WHOLE_NUMBER -> random.nextInt();
    };
  }

  private static String randomText(Random random) {
    int length = 1 + random.nextInt(12);
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < length; index++) {
      text.appendCodePoint(
          AWKWARD.codePointAt(
              AWKWARD.offsetByCodePoints(
                  0, random.nextInt(AWKWARD.codePointCount(0, AWKWARD.length())))));
    }
    return text.toString();
  }
}
