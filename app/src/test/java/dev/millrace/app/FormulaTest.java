package dev.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.workbook.access.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Help with formulas, over HTTP. */
@ApplicationTest
class FormulaTest {
  private final Client ana;
  private final Client nobody;
  private final Desk desk;

  FormulaTest(People people, @LocalServerPort int port) {
    nobody = Client.of(port);
    ana = nobody.bearer(people.token("ana", Role.USER));
    desk = Desk.publish("formula-desk", nobody.bearer(people.token("dora", Role.DESIGNER))).as(ana);
  }

  private JsonNode ask(String what, String body) {
    return ana.post("/api/formulas/" + what, body.replace('\'', '"')).json();
  }

  @Test
  void aFormulaIsRightOrSaysEverythingThatIsWrong() {
    JsonNode right = ask("validate", "{'formula':'Sum([A]) > 1','columns':{'A':'number'}}");
    JsonNode wrong = ask("validate", "{'formula':'Lenn([A]) + [b]','columns':{'A':'text'}}");

    assertThat(right.path("valid").asBoolean()).isTrue();
    assertThat(right.path("type").asText()).isEqualTo("logical");
    assertThat(right.path("level").asText()).isEqualTo("aggregate");
    assertThat(wrong.path("problems").findValuesAsText("code"))
        .containsExactly("UNKNOWN_FUNCTION", "UNKNOWN_COLUMN");
    assertThat(wrong.path("problems").path(0).path("suggestions").path(0).asText())
        .isEqualTo("Len");
    assertThat(wrong.path("problems").path(1).path("offset").asInt()).isEqualTo(12);
  }

  @Test
  void anElementsColumnsAndControlsAreKnown() {
    String place = ",'workbook':'%s','element':'strikes'}".formatted(desk.id());

    assertThat(ask("validate", "{'formula':'[cost] * 2'" + place).path("type").asText())
        .isEqualTo("number");
    assertThat(
            ask("complete", "{'formula':'Sum([','offset':5" + place)
                .path("candidates")
                .findValuesAsText("kind"))
        .isNotEmpty()
        .containsOnly("column");
    assertThat(
            ask("translate", "{'formula':'[cost] * 2','dialect':'postgresql'" + place)
                .path("sql")
                .asText())
        .contains("SELECT", "*");
    assertThat(
            ana.post(
                    "/api/formulas/validate",
                    "{\"formula\":\"1\",\"workbook\":\"%s\",\"element\":\"nothing\"}"
                        .formatted(desk.id()))
                .problem())
        .isEqualTo("404 ELEMENT_NOT_FOUND element");
    assertThat(
            ana.post(
                    "/api/formulas/validate",
                    "{\"formula\":\"1\",\"workbook\":\"no-such\",\"element\":\"strikes\"}")
                .problem())
        .isEqualTo("404 WORKBOOK_NOT_FOUND");
  }

  @Test
  void aFormulaIsComputedOverRowsThatComeWithIt() {
    assertThat(
            ask(
                    "evaluate",
                    "{'formula':'[A] / GrandTotal(Sum([A]))','rows':[{'A':1},{'A':3}],'sort':['-A']}")
                .path("result")
                .toString())
        .isEqualTo("[0.75,0.25]");
    assertThat(
            ask(
                    "evaluate",
                    "{'formula':'Rollup(Sum([P/N]), [A], [P/K])','rows':[{'A':1}],'tables':{'P':[{'K':1,'N':12345678901234567.25}]}}")
                .path("result")
                .toString())
        .isEqualTo("[12345678901234567.25]");
    assertThat(ask("evaluate", "{'formula':'CurrentUserEmail()'}").path("result").toString())
        .isEqualTo("[\"ana\"]");
  }

  @Test
  void aColumnGetsAnotherNameWhereItIsMeant() {
    String columns = ",'columns':{'Cost':'number','T/Cost':'number','N':'text'}}";

    assertThat(
            ask(
                    "rename",
                    "{'formula':'Sum( [cost] ) + [T/Cost] & \\\"[Cost]\\\" +','column':'Cost','to':'A]b'"
                        + columns)
                .path("formula")
                .asText())
        .isEqualTo("Sum( [A\\]b] ) + [T/Cost] & \"[Cost]\" +");
    assertThat(
            ask("rename", "{'formula':'[T/cost] + [Cost]','column':'T/Cost','to':'a/b'" + columns)
                .path("formula")
                .asText())
        .isEqualTo("[T/a\\/b] + [Cost]");
  }

  @Test
  void aFormulaIsExplainedPartByPart() {
    JsonNode tree = ask("explain", "{'formula':'Round(1.5 + 2)'}").path("tree");

    assertThat(tree.path("kind").asText()).isEqualTo("function");
    assertThat(tree.path("parts").path(0).path("name").asText()).isEqualTo("+");
    assertThat(tree.path("parts").path(0).path("parts").findValuesAsText("name"))
        .containsExactly("1.5", "2");
  }

  @Test
  void everyFunctionIsListed() {
    JsonNode functions = ana.get("/api/formulas/functions").json();

    assertThat(functions.findValuesAsText("name")).contains("Sum", "Lookup", "RegexpMatch");
    assertThat(functions.size()).isGreaterThan(190);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "explain   | {'formula':'1 +'}                                        | 422 SYNTAX formula",
        "translate | {'formula':'[A]','columns':{'A':'number'},'dialect':'x'} | 422 VALUE_INVALID dialect",
        "translate | {'formula':'Lenn(1)'}                                    | 422 UNKNOWN_FUNCTION formula",
        "evaluate  | {'formula':'Sum(','rows':[]}                             | 422 SYNTAX formula",
        "validate  | {'formula':'1','columns':{'A':'colour'}}                 | 422 CASE_INVALID",
        "validate  | {}                                                       | 422 FIELD_REQUIRED formula",
        "evaluate  | {'formula':'Sequence(1, 1000000000)'}                    | 422 INVALID_CONSTANT formula",
      })
  void whatIsWrongHasACode(String what, String body, String problem) {
    assertThat(ana.post("/api/formulas/" + what, body.replace('\'', '"')).problem())
        .isEqualTo(problem);
  }

  @Test
  void hostileFormulasEndInAnAnswer() {
    String deep = "(".repeat(10_000);
    String rows = "{\"A\":1},".repeat(100) + "{\"A\":1}";

    assertThat(
            ask("validate", "{'formula':'%s'}".formatted(deep))
                .path("problems")
                .path(0)
                .path("code")
                .asText())
        .isEqualTo("TOO_DEEP");
    assertThat(
            ana.post("/api/formulas/validate", "{\"formula\":\"" + "1+".repeat(500_000) + "1\"}")
                .json()
                .path("problems")
                .path(0)
                .path("code")
                .asText())
        .isEqualTo("TOO_LONG");
    assertThat(
            ana.post("/api/formulas/evaluate", "{\"formula\":\"1\",\"rows\":[" + rows + "]}")
                .problem())
        .isEqualTo("413 TOO_MANY_ROWS rows");
    assertThat(nobody.post("/api/formulas/validate", "{\"formula\":\"1\"}").status())
        .isEqualTo(401);
  }
}
