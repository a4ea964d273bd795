package dev.millrace.formula.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.formula.FormulaException;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope.Extent;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.assist.Completion;
import dev.millrace.formula.assist.Explanation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Help while a formula is being written; {@code ^} is the cursor. */
class CompletionTest {
  private final Language language = new Language();
  private final Rows rows =
      new Rows()
          .column("Cost", ValueType.NUMBER, Rows.list(1L))
          .column("City", ValueType.TEXT, Rows.list("a"))
          .column("Seen at", ValueType.DATE, Rows.list(Rows.NOW))
          .with(Reference.of("Prices", "Cost"), ValueType.NUMBER, Extent.ROWS, Rows.list(1L));

  private Completion complete(String formula) {
    int offset = formula.indexOf('^');
    return language.complete(formula.replace("^", ""), offset, rows);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "^                        | [Cost]      | 0 | 0",
        "Cei^                     | Ceiling(    | 0 | 3",
        "1 + Cei^ * 2             | Ceiling(    | 4 | 3",
        "Cei^ling                 | Ceiling(    | 0 | 7",
        "sum^                     | Sum(        | 0 | 3",
        "[Ci^                     | [City]      | 0 | 3",
        "[Ci^ty] + 1              | [City]      | 0 | 6",
        "Len([ci^                 | [City]      | 4 | 3",
        "[Pri^                    | [Prices/Cost] | 0 | 4",
        "[Prices/C^               | [Prices/Cost] | 0 | 9",
        "Len(^                    | [City]      | 4 | 0",
        "Year(^)                  | [Seen at]   | 5 | 0",
        "If([Cost] > 1, Round(^   | [Cost]      | 21 | 0",
        "[Cost] ^                 | And         | 7 | 0",
        "[Cost] > 1 o^            | Or          | 11 | 1",
        "tru^ | True | 0 | 3",
        "DateDiff(\"^             | \"year\"    | 9 | 1",
        "DateDiff(\"mo^\", [x     | \"month\"   | 9 | 4",
        "Lookup(Su^               | Sum(        | 7 | 2",
        "(((1 + seen^             | [Seen at]   | 7 | 4",
        "] ) \" ' ^               | -           | 4 | 4",
        "\"abc^                   | -           | 0 | 4",
        "[Cost] + 1 ^             | And         | 11 | 0",
      })
  void theBestCandidateComesFirst(String formula, String first, int offset, int length) {
    Completion completion = complete(formula);

    List<String> inserts =
        completion.candidates().stream().map(Completion.Candidate::insert).toList();
    if (first.equals("-")) {
      assertThat(inserts).isEmpty();
    } else {
      assertThat(inserts).first().isEqualTo(first);
    }
    assertThat(List.of(completion.offset(), completion.length())).containsExactly(offset, length);
  }

  @Test
  void theCallAroundIsShownWithTheArgumentBeingWritten() {
    Completion.OpenCall call = complete("If(True, Round([Cost], ^)").call().orElseThrow();

    assertThat(call.function()).isEqualTo("Round");
    assertThat(call.signature()).isEqualTo("Round(number, [digits])");
    assertThat(call.argument()).isEqualTo(1);
    assertThat(complete("(1 + ^").call()).isEmpty();
    assertThat(complete("Nonsense(^").call()).isEmpty();
  }

  @Test
  void whatFitsTheArgumentComesBeforeWhatDoesNot() {
    List<String> inserts =
        complete("Upper(C^").candidates().stream().map(Completion.Candidate::insert).toList();

    assertThat(inserts.indexOf("[City]")).isLessThan(inserts.indexOf("[Cost]"));
    assertThat(inserts).hasSizeLessThanOrEqualTo(Completion.MOST);
  }

  @Test
  void aTextThatIsTooLongIsRefused() {
    assertThatExceptionOfType(FormulaException.class)
        .isThrownBy(() -> language.complete("(".repeat(1_000_000), 5, rows))
        .withMessageContaining("100,000");
    assertThat(language.complete("Len(".repeat(20_000), 80_000, rows).call()).isPresent();
  }

  @Test
  void anExplanationTellsTypeLevelAndParts() {
    Explanation explained =
        language.explain(language.check("Round(Sum([Cost]) / 2, 1)", rows).formula().orElseThrow());

    assertThat(explained.type()).isEqualTo(ValueType.NUMBER);
    assertThat(explained.level().name()).isEqualTo("AGGREGATE");
    assertThat(explained.references()).containsExactly("[Cost]");
    assertThat(explained.functions()).containsExactly("/", "Round", "Sum");
    Explanation.Part quotient = explained.tree().parts().getFirst();
    assertThat(quotient.kind()).isEqualTo(Explanation.Kind.OPERATOR);
    assertThat(List.of(quotient.offset(), quotient.length())).containsExactly(6, 15);
    assertThat(quotient.parts().getFirst().parts().getFirst().name()).isEqualTo("[Cost]");
  }
}
