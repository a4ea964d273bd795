package dev.millrace.workbook.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.workbook.yaml.YamlNode.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class YamlTreeTest {
  private final List<String> problems = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "12 | NUMBER",
        "-1.5e3 | NUMBER",
        "true | LOGICAL",
        "yes | TEXT",
        "on | TEXT",
        "None | TEXT",
        "2024-01-31 | TEXT",
        "~ | NULL",
        "'12' | TEXT",
        "\"true\" | TEXT",
      })
  void scalarsAreWhatTheyAreInYaml12(String text, Kind kind) {
    assertThat(((YamlNode.Scalar) value(text)).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // written as | offset in the value | column in the line, the value begins at column 6
        "abcd            | 0 | 6",
        "abcd            | 3 | 9",
        "abcd            | 4 | 10",
        "'abcd'          | 0 | 7",
        "'a''b''cd'      | 1 | 8",
        "'a''b''cd'      | 2 | 10",
        "'a''b''cd'      | 4 | 13",
        "\"abcd\"        | 2 | 9",
        "\"a\\\"bcd\"    | 2 | 10",
        "\"\\u0041b\"    | 1 | 13",
        "\"\\x41b\"      | 1 | 11",
        "\"\\U0001F600b\"| 2 | 17",
        "\"\\U00000041b\"| 1 | 17",
        "😀ab             | 3 | 9",
      })
  void aCharacterOfAScalarIsFoundInTheText(String written, int offset, int column) {
    YamlNode.Scalar scalar = (YamlNode.Scalar) value(written);
    assertThat(scalar.at(offset)).isEqualTo(new Place(1, column, "key"));
  }

  @Test
  void aScalarOverSeveralLinesIsPlacedAtItsStart() {
    assertThat(((YamlNode.Scalar) value("\"a\n  b\"")).at(2)).isEqualTo(new Place(1, 6, "key"));
    assertThat(((YamlNode.Scalar) value("|\n  abc\n")).at(2)).isEqualTo(new Place(1, 6, "key"));
  }

  @Test
  void linesAndColumnsCountAsEditorsDo() {
    String text = "😀: {a: 1}\r\nb: [x, {c: 2}]\rd: 3\n\ne: 4\n";
    YamlNode.Fields root = (YamlNode.Fields) read(text).orElseThrow();

    assertThat(((YamlNode.Fields) root.value("😀").orElseThrow()).value("a").orElseThrow().place())
        .isEqualTo(new Place(1, 9, "😀.a"));
    YamlNode.Items list = (YamlNode.Items) root.value("b").orElseThrow();
    assertThat(((YamlNode.Fields) list.items().get(1)).value("c").orElseThrow().place())
        .isEqualTo(new Place(2, 12, "b[1].c"));
    assertThat(root.value("d").orElseThrow().place()).isEqualTo(new Place(3, 4, "d"));
    assertThat(root.value("e").orElseThrow().place()).isEqualTo(new Place(5, 4, "e"));
  }

  static List<Arguments> refused() {
    return List.of(
        Arguments.of("a: 1\n\tb: 2", "SYNTAX 2:1"),
        Arguments.of("a: [1, 2", "SYNTAX 1:9"),
        Arguments.of("a: b: c", "SYNTAX 1:5"),
        Arguments.of("a: 1\n---\nb: 2", "SYNTAX 2:1"),
        Arguments.of("", "EMPTY 1:1"),
        Arguments.of("# nothing\n", "EMPTY 1:1"),
        Arguments.of("a: 1\nb: 2\na: 3", "DUPLICATE_KEY 3:1"),
        Arguments.of("a: {b: 1, 'b': 2}", "DUPLICATE_KEY 1:11"),
        Arguments.of("? [a]\n: 1", "WRONG_TYPE 1:3"),
        Arguments.of("a: &x 1\nb: *x", "UNSUPPORTED 1:4,UNSUPPORTED 2:4"),
        Arguments.of("a: !!str 1", "UNSUPPORTED 1:4"),
        Arguments.of("a: !!javax.script.ScriptEngineManager [1]", "UNSUPPORTED 1:4"),
        Arguments.of("a: !local {}", "UNSUPPORTED 1:4"),
        Arguments.of("a: \"\\0\"", "INVALID_CHARACTER 1:4"),
        Arguments.of("a: \"\\uD800\"", "INVALID_CHARACTER 1:4"),
        Arguments.of("a: 1\nb: \u0007", "INVALID_CHARACTER 2:4"),
        Arguments.of("a: \uD800", "INVALID_CHARACTER 1:4"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatCannotBeReadHasAPlace(String text, String expected) {
    read(text);
    assertThat(String.join(",", problems)).isEqualTo(expected);
  }

  static List<Arguments> hostile() {
    StringBuilder laughs = new StringBuilder("a0: &a0 [lol, lol]\n");
    for (int level = 1; level < 30; level++) {
      laughs.append("a%d: &a%d [*a%d, *a%d]\n".formatted(level, level, level - 1, level - 1));
    }
    return List.of(
        Arguments.of("laughs", laughs.toString(), "UNSUPPORTED"),
        Arguments.of("too large", "#".repeat(YamlTree.MAX_LENGTH + 1), "TOO_LARGE"),
        Arguments.of("many values", "- a\n".repeat(500_000), "TOO_LARGE"),
        Arguments.of("deep lists", "[\n".repeat(1_000_000), "TOO_DEEP"),
        Arguments.of("deep mappings", "{a:\n".repeat(500_000), "TOO_DEEP"),
        Arguments.of("deep blocks", "- ".repeat(100_000), "TOO_DEEP"),
        Arguments.of("deep keys", "? ".repeat(100_000), "TOO_DEEP"),
        Arguments.of("itself", "a: &a [*a]", "UNSUPPORTED"),
        Arguments.of("long key", "a".repeat(190_000) + ": 1", "SYNTAX"),
        Arguments.of("long line", "a".repeat(2_000_000), "TOO_LONG"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void hostileTextIsRefusedQuickly(String name, String text, String code) {
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> read(text));
    assertThat(problems).isNotEmpty().allMatch(problem -> problem.startsWith(code));
  }

  private YamlNode value(String written) {
    YamlNode.Fields root = (YamlNode.Fields) read("key: " + written).orElseThrow();
    return root.value("key").orElseThrow();
  }

  private Optional<YamlNode> read(String text) {
    return YamlTree.read(
        text,
        (code, place, message, suggestions) ->
            problems.add("%s %d:%d".formatted(code, place.line(), place.column())));
  }
}
