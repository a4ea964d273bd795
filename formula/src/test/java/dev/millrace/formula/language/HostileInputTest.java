package dev.millrace.formula.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.formula.Checked;
import dev.millrace.formula.FormulaProblem;
import dev.millrace.formula.FormulaProblem.Code;
import dev.millrace.formula.Scope;
import dev.millrace.formula.ValueType;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class HostileInputTest {
  private static final List<String> PIECES =
      List.of(
          "1",
          "2.5",
          "1e3",
          "\"a\"",
          "\"",
          "[A]",
          "[",
          "]",
          "[A/B]",
          "(",
          ")",
          ",",
          "+",
          "-",
          "*",
          "/",
          "%",
          "^",
          "&",
          "=",
          "<",
          ">",
          "!=",
          "And",
          "Or",
          "Not",
          "True",
          "Null",
          "If(",
          "Len(",
          "Sum(",
          "Round(",
          "DateAdd(",
          "\\",
          "\u0000",
          "\uD800",
          "😀",
          "\n",
          "'",
          ".",
          "#",
          "Coalesce(",
          "In(",
          "Nope(",
          "\\u0041",
          "{0}",
          "'; DROP TABLE t; --");

  private final Language language = new Language();

  static Stream<String> deep() {
    int depth = 20_000;
    return Stream.of(
        "(".repeat(depth) + "1" + ")".repeat(depth),
        "(".repeat(depth),
        "-".repeat(depth) + "1",
        "Json(\"1\")" + ".a".repeat(depth),
        "Not ".repeat(depth) + "True",
        "+".repeat(depth) + "1",
        "1" + "+1".repeat(depth),
        "1" + "^1".repeat(depth),
        "True" + " And True".repeat(depth / 2),
        "Abs(".repeat(depth) + "1" + ")".repeat(depth),
        "If(True,".repeat(depth / 2) + "1" + ")".repeat(depth / 2));
  }

  @ParameterizedTest
  @MethodSource("deep")
  void whatIsTooDeepIsSaidAndNeverOverflowsTheStack(String text) throws InterruptedException {
    Checked[] checked = new Checked[1];
    Thread small =
        new Thread(
            null,
            () -> checked[0] = language.check(text, Scope.empty()),
            "small stack",
            512 * 1024);
    small.start();
    small.join();

    assertThat(checked[0].problems()).extracting(FormulaProblem::code).doesNotContainNull();
    assertThat(checked[0].formula()).isEmpty();
  }

  @Test
  void theDeepestFormulaThatIsAllowedRunsOnASmallStack() throws InterruptedException {
    String text = "1" + "+1".repeat(490);
    @Nullable Object[] result = new @Nullable Object[1];
    Thread small =
        new Thread(
            null,
            () ->
                result[0] =
                    language.evaluate(
                        language.check(text, Scope.empty()).formula().orElseThrow(),
                        new Rows().row(0)),
            "small stack",
            512 * 1024);
    small.start();
    small.join();

    assertThat(result[0]).isEqualTo(491L);
  }

  @Test
  void aFormulaThatIsTooLongIsRefused() {
    Checked checked = language.check("1" + " ".repeat(1_000_000), Scope.empty());

    assertThat(checked.problems()).extracting(FormulaProblem::code).containsExactly(Code.TOO_LONG);
  }

  @Test
  void aLongFlatCallWorks() {
    String text = "In(0" + ",1".repeat(20_000) + ",0)";

    Checked checked = language.check(text, Scope.empty());

    assertThat(language.evaluate(checked.formula().orElseThrow(), new Rows().row(0)))
        .isEqualTo(true);
  }

  @Test
  void nulAndHalfPairsAreRefusedEverywhere() {
    for (String text : List.of("\u0000", "\"\u0000\"", "[\uD800]", "1 + \uDC00", "\"\\uD800\"")) {
      assertThat(language.check(text, Scope.empty()).problems())
          .extracting(FormulaProblem::code)
          .contains(Code.INVALID_CHARACTER);
    }
  }

  @Test
  void nothingButProblemsComesOutOfRandomText() {
    Random random = new Random(42);
    Rows scope = new Rows().column("A", ValueType.NUMBER, Rows.list(1L));
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(12); piece >= 0; piece--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      Checked checked = language.check(text.toString(), scope);

      assertThat(checked.formula().isPresent()).isEqualTo(checked.problems().isEmpty());
      for (FormulaProblem problem : checked.problems()) {
        assertThat(problem.offset()).isBetween(0, text.length());
        assertThat(problem.offset() + problem.length()).isLessThanOrEqualTo(text.length());
      }
      checked.formula().ifPresent(formula -> language.evaluate(formula, scope.row(0)));
    }
  }
}
