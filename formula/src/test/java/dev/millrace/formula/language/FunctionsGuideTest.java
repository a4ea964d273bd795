package dev.millrace.formula.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.formula.array.Members;
import dev.millrace.formula.catalogue.Catalogue;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.value.Conversion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The list of functions in the guide is what the catalogue says. */
class FunctionsGuideTest {
  private static final Path FILE = Path.of("..", "docs", "guide", "functions.md");

  private static final String HEAD =
      """
      # Functions

      Made from the catalogue; every example is run as a test. Examples of functions over rows run over `[Amount]`: 1, Null, 2.5, 1, and those that look at the rows around show the third row. Look-ups find `Prices` with `Code` 1, 2.5, 1 and `Price` 10, 20, 30. The person who looks is Ada Lovelace of the team Engines.

      """;

  @Test
  void theGuideListsTheCatalogue() throws IOException {
    String expected = guide();
    if ("write".equals(System.getProperty("millrace.golden"))) {
      Files.writeString(FILE, expected);
    }

    assertThat(Files.readString(FILE, UTF_8))
        .as("If the change is meant: mvn -pl formula test -Dmillrace.golden=write")
        .isEqualTo(expected);
  }

  private static String guide() {
    Map<String, List<Function>> categories = new LinkedHashMap<>();
    for (Function function : new Catalogue().functions()) {
      categories.computeIfAbsent(function.category(), any -> new ArrayList<>()).add(function);
    }
    StringBuilder guide = new StringBuilder(HEAD);
    categories.forEach((category, functions) -> {
      guide.append("## ").append(category).append("\n\n");
      guide.append("| function | | example | gives |\n|---|---|---|---|\n");
      for (Function function : functions) {
        guide
            .append("| `")
            .append(cell(function.signature()))
            .append("` | ")
            .append(cell(function.help()))
            .append(" | `")
            .append(cell(function.example().formula()))
            .append("` | `")
            .append(cell(shown(function.example().expected())))
            .append("` |\n");
      }
      guide.append('\n');
    });
    return guide.toString().stripTrailing() + "\n";
  }

  private static String shown(@Nullable Object value) {
    return switch (value) {
      case List<?> members -> Members.json(members);
      case Number number -> Conversion.text(number);
      case null, default -> new Language().literal(value);
    };
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
