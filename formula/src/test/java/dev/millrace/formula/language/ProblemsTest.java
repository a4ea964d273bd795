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
        "Lookup([Cost], 1, [Selection/Cost])            | LEVEL | 7  | 6  | a column of this element",
        "Lookup(1, 1, [Selection/Cost])                 | LEVEL | 7  | 1  | [Element/Column]",
        "Lookup([Selection/Cost], [City], [Selection/Cost]) | TYPE | 33 | 16 | only within one type",
        "Lookup([Selection/Cost], [Cost], Sum([Selection/Cost])) | LEVEL | 33 | 21 | row by row",
        "Lookup([Selection/Cost], 1, [ActionVar/cases]) | LEVEL | 0  | 46 | one element at a time",
        "Lookup([Selection/Cost])                       | WRONG_ARGUMENT_COUNT | 0 | 6 | at least 3",
        "Rollup([Selection/Cost], 1, [Selection/Cost])  | LEVEL | 7  | 16 | Sum(",
        "Lookup(Lag([Selection/Cost]), 1, [Selection/Cost]) | LEVEL | 7 | 21 | column of the other element",
        "GrandTotal([Cost])                             | LEVEL | 11 | 6  | Sum(",
        "Sum(GrandTotal(Sum([Cost])))                   | LEVEL | 15 | 11 | inside an aggregate",
        "Subtotal(Sum([Cost]), \"row\")               | CONSTANT_REQUIRED | 22 | 5 | parent_grouping",
        "CurrentUserInTeam([City])                      | CONSTANT_REQUIRED | 18 | 6 | written",
        "Sequence(1, 1000000000)                        | INVALID_CONSTANT | 12 | 10 | 100,000",
        "[City].               | SYNTAX               | 7  | 0  | [column].field",
        "[City].a              | TYPE                 | 0  | 6  | Json([City])",
        "Json([City]).a = 1    | TYPE                 | 0  | 14 | Text(Json([City]).a)",
        "Json([City]).1234567890 | SYNTAX             | 13 | 10 | 9 digits",
        "Json([City]) .a       | SYNTAX               | 13 | 1  | right behind",
        "Len(Json([City]).a.b) | TYPE                 | 4  | 16 | Text(Json([City]).a.b)",
        "Array(Json([City]))   | TYPE                 | 6  | 12 | Text(Json([City]))",
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
        "Hour([Day], \"Europe/Berln\") | INVALID_CONSTANT | 12 | 14 | Did you mean Europe/Berlin",
        "DateFormat([Day], \"%Y-%q\") | INVALID_CONSTANT | 18 | 7  | %q is no part",
        "DateFormat([Day], \"5%\")   | INVALID_CONSTANT | 18 | 4  | ends after %",
        "DateParse([City], \"%d.%m\") | INVALID_CONSTANT | 18 | 7  | needs its year",
        "DateParse([City], \"%Y%Y\") | INVALID_CONSTANT | 18 | 6  | twice",
        "Round([Cost], [Cost])       | CONSTANT_REQUIRED | 14 | 6 | digits",
        "Round([Cost], Null)         | CONSTANT_REQUIRED | 14 | 4 | digits",
        "Lag([Cost], -1)             | CONSTANT_REQUIRED | 12 | 2 | whole number from 0",
        "Lag([Cost], [Cost])         | CONSTANT_REQUIRED | 12 | 6 | offset",
        "Ntile(0, [Cost])            | CONSTANT_REQUIRED | 6 | 1 | whole number from 1",
        "Nth([Cost], 1.5)            | CONSTANT_REQUIRED | 12 | 3 | whole number from 1",
        "PercentileCont([Cost], 2)   | CONSTANT_REQUIRED | 23 | 1 | from 0 to 1",
        "Rank([Cost], \"up\")        | CONSTANT_REQUIRED | 13 | 4 | \"desc\"",
        "RegexpMatch([City], [City])     | CONSTANT_REQUIRED | 20 | 6 | pattern",
        "RegexpMatch([City], Null)       | CONSTANT_REQUIRED | 20 | 4 | pattern",
        "RegexpMatch([City], \"a(\")      | INVALID_CONSTANT | 20 | 4 | a ( has no )",
        "RegexpMatch([City], \"a)\")      | INVALID_CONSTANT | 20 | 4 | \\)",
        "RegexpMatch([City], \"(?=a)\")   | INVALID_CONSTANT | 20 | 7 | (?:…)",
        "RegexpMatch([City], \"(a)\\1\")   | INVALID_CONSTANT | 20 | 7 | \\1",
        "RegexpMatch([City], \"*\")       | INVALID_CONSTANT | 20 | 3 | nothing before",
        "RegexpMatch([City], \"a**\")     | INVALID_CONSTANT | 20 | 5 | (?:…)",
        "RegexpMatch([City], \"(a*)*\")   | INVALID_CONSTANT | 20 | 7 | + instead of *",
        "RegexpMatch([City], \"[b-a]\")   | INVALID_CONSTANT | 20 | 7 | backward",
        "RegexpMatch([City], \"[a\")      | INVALID_CONSTANT | 20 | 4 | no ]",
        "RegexpMatch([City], \"\\p{Runic1}\") | INVALID_CONSTANT | 20 | 12 | Runic1",
        "RegexpMatch([City], \"a{999}\")  | INVALID_CONSTANT | 20 | 8 | 255",
        "RegexpMatch([City], \"(a{40}){26}\") | INVALID_CONSTANT | 20 | 13 | 1,000",
        "RegexpMatch([City], \"\\pL{250}\") | INVALID_CONSTANT | 20 | 10 | too large",
        "RegexpCount([City], \"(?:a.*b.*c.*?d){9,99}x\") | INVALID_CONSTANT | 20 | 24 | open",
        "RegexpMatch([City], \"\\B\")      | INVALID_CONSTANT | 20 | 4 | \\B",
        "RegexpCount([City], \"a*\")      | INVALID_CONSTANT | 20 | 4 | + in place of *",
        "RegexpExtract([City], \"a*\", 2) | INVALID_CONSTANT | 22 | 4 | + in place of *",
        "RegexpExtract([City], \"(a)+\")  | INVALID_CONSTANT | 22 | 6 | group around",
        "RegexpReplace([City], \"a?\", \"\") | INVALID_CONSTANT | 22 | 4 | + in place of *",
        "RegexpReplace([City], \"(a)\", \"\\2\") | INVALID_CONSTANT | 29 | 4 | only 1",
        "Like([City], \"a\\\\\")    | INVALID_CONSTANT | 13 | 5 | backslash",
        "UrlPart(\"domain\", [City]) | CONSTANT_REQUIRED | 8 | 8 | \"host\"",
        "Lag(Lag([Cost]))            | LEVEL          | 4  | 11 | rows around",
        "CumulativeSum(Rank([Cost])) | LEVEL          | 14 | 12 | column of its own",
        "[Selection/Cost] > 1  | LEVEL                | 0  | 16 | Sum([Selection/Cost])",
        "Sum(Sum([Cost]))      | LEVEL                | 4  | 11 | another aggregate",
        "Sum(1)                | LEVEL                | 0  | 6  | column",
        "Sum([Cost] * [Selection/Cost]) | LEVEL       | 0  | 30 | [Selection]",
        "1e999                 | SYNTAX               | 0  | 5  | 1.7e308",
        "[Cost].x              | TYPE | 0 | 6 | wants Variant",
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
