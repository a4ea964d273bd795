package dev.millrace.formula.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.formula.Checked;
import dev.millrace.formula.Formula.Level;
import dev.millrace.formula.FormulaProblem;
import dev.millrace.formula.FormulaProblem.Code;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope.Extent;
import dev.millrace.formula.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemsTest {
  private final Language language = new Language();
  private final Rows scope =
      new Rows()
          .column("Cost", ValueType.NUMBER, Rows.list(1L, 2L))
          .column("City", ValueType.TEXT, Rows.list("a", "b"))
          .column("Day", ValueType.DATE, Rows.list(Rows.NOW, null))
          .column("a]b/c\\d", ValueType.NUMBER, Rows.list(7L, 8L))
          .with(
              Reference.of("Selection", "Cost"),
              ValueType.NUMBER,
              Extent.ROWS,
              Rows.list(10L, null, 5L))
          .with(Reference.of("ActionVar", "cases"), ValueType.TEXT, Extent.ROWS, Rows.list("x"))
          .with(
              Reference.of("Control", "limit"), ValueType.NUMBER, Extent.SINGLE, Rows.list(3L, 3L));

  /** Where it is, and what is said about it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "1 +                   | SYNTAX               | 3  | 0  | a value",
        "1 + * 2               | SYNTAX               | 4  | 1  | '*'",
        "(1 + 2                | SYNTAX               | 0  | 1  | not closed",
        "1 + 2)                | SYNTAX               | 5  | 1  | ')'",
        "Len(\"a\"             | SYNTAX               | 3  | 1  | not closed",
        "Len(\"a)              | SYNTAX               | 4  | 3  | closing quote",
        "[Cost                 | SYNTAX               | 0  | 5  | closing bracket",
        "[a/b/c]               | SYNTAX               | 0  | 7  | \\/",
        "[]                    | SYNTAX               | 0  | 2  | none of them empty",
        "1 < 2 < 3             | SYNTAX               | 6  | 1  | Between",
        "Cost + 1              | SYNTAX               | 0  | 4  | brackets",
        "1 <> 2                | SYNTAX               | 2  | 2  | !=",
        "'a'                   | SYNTAX               | 0  | 1  | double quotes",
        "1 2                   | SYNTAX               | 2  | 1  | '2'",
        "1 + # 2               | INVALID_CHARACTER    | 4  | 1  | U+0023",
        "\"\\u0000\"           | INVALID_CHARACTER    | 0  | 8  | NUL",
        "Lenn(\"a\")           | UNKNOWN_FUNCTION     | 0  | 4  | Len",
        "[Cots] + 1            | UNKNOWN_COLUMN       | 0  | 6  | [Cost]",
        "Len()                 | WRONG_ARGUMENT_COUNT | 0  | 3  | Len(text)",
        "If(True)              | WRONG_ARGUMENT_COUNT | 0  | 2  | at least 2",
        "\"a\" & 1             | TYPE                 | 6  | 1  | Text(1)",
        "[Day] + 1             | TYPE                 | 0  | 5  | DateAdd(\"day\", 1, [Day])",
        "[Day] - [Day]         | TYPE                 | 0  | 5  | DateDiff",
        "True = 1              | TYPE                 | 7  | 1  | Logical(1)",
        "[City] * 2            | TYPE                 | 0  | 6  | Number([City])",
        "If(1, 2, 3)           | TYPE                 | 3  | 1  | Logical(1)",
        "If(True, 1, \"a\")    | TYPE                 | 12 | 3  | Number(\"a\")",
        "DateAdd(\"days\", 1, [Day]) | CONSTANT_REQUIRED | 8 | 6 | \"day\"",
        "DateAdd([City], 1, [Day])   | CONSTANT_REQUIRED | 8 | 6 | \"month\"",
        "Round([Cost], [Cost])       | CONSTANT_REQUIRED | 14 | 6 | digits",
        "Round([Cost], Null)         | CONSTANT_REQUIRED | 14 | 4 | digits",
        "Lag([Cost], -1)             | CONSTANT_REQUIRED | 12 | 2 | whole number from 0",
        "Lag([Cost], [Cost])         | CONSTANT_REQUIRED | 12 | 6 | offset",
        "Ntile(0, [Cost])            | CONSTANT_REQUIRED | 6 | 1 | whole number from 1",
        "Nth([Cost], 1.5)            | CONSTANT_REQUIRED | 12 | 3 | whole number from 1",
        "PercentileCont([Cost], 2)   | CONSTANT_REQUIRED | 23 | 1 | from 0 to 1",
        "Rank([Cost], \"up\")        | CONSTANT_REQUIRED | 13 | 4 | \"desc\"",
        "Lag(Lag([Cost]))            | LEVEL          | 4  | 11 | rows around",
        "CumulativeSum(Rank([Cost])) | LEVEL          | 14 | 12 | column of its own",
        "[Selection/Cost] > 1  | LEVEL                | 0  | 16 | Sum([Selection/Cost])",
        "Sum(Sum([Cost]))      | LEVEL                | 4  | 11 | another aggregate",
        "Sum(1)                | LEVEL                | 0  | 6  | column",
        "Sum([Cost] * [Selection/Cost]) | LEVEL       | 0  | 30 | [Selection]",
        "1e999                 | SYNTAX               | 0  | 5  | 1.7e308",
        "[Cost].x              | SYNTAX               | 6  | 1  | JSON",
      })
  void aProblemSaysWhatWhereAndWhatWouldWork(
      String text, Code code, int offset, int length, String said) {
    List<FormulaProblem> problems = language.check(text, scope).problems();

    assertThat(problems).isNotEmpty();
    FormulaProblem first = problems.getFirst();
    assertThat(first.code()).as(first.message()).isEqualTo(code);
    assertThat(List.of(first.offset(), first.length())).containsExactly(offset, length);
    assertThat(first.message()).contains(said);
  }

  @Test
  void severalProblemsAreReportedAtOnceInOrder() {
    List<FormulaProblem> problems =
        language.check("Lenn([Cots]) + (1 < 2 < 3) + \"a\"", scope).problems();

    assertThat(problems)
        .extracting(FormulaProblem::code)
        .containsExactly(Code.UNKNOWN_FUNCTION, Code.UNKNOWN_COLUMN, Code.SYNTAX, Code.TYPE);
    assertThat(problems).isSortedAccordingTo((a, b) -> Integer.compare(a.offset(), b.offset()));
  }

  @Test
  void anEmptyFormulaIsASyntaxProblem() {
    assertThat(language.check("  ", scope).problems())
        .singleElement()
        .extracting(FormulaProblem::code)
        .isEqualTo(Code.SYNTAX);
  }

  @ParameterizedTest
  @CsvSource({
    "'1 + 1', SINGLE",
    "'[Control/limit] * 2', SINGLE",
    "'Sum([Selection/Cost])', SINGLE",
    "'[Cost] + 1', ROW",
    "'Sum([Cost])', AGGREGATE",
    "'Sum([Cost]) > [Control/limit]', AGGREGATE",
    "'[Cost] / Sum([Cost])', ROW",
  })
  void theLevelSaysWhatOneResultBelongsTo(String text, Level level) {
    assertThat(language.check(text, scope).formula().orElseThrow().level()).isEqualTo(level);
  }

  @Test
  void escapesInBracketsAreResolved() {
    Checked checked = language.check("[a\\]b\\/c\\\\d] + sUM([Selection/Cost])", scope);

    assertThat(language.evaluate(checked.formula().orElseThrow(), scope.row(0))).isEqualTo(22L);
    assertThat(checked.formula().orElseThrow().references())
        .containsExactlyInAnyOrder(Reference.of("a]b/c\\d"), Reference.of("Selection", "Cost"));
  }
}
