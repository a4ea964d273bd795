package dev.millrace.formula.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.millrace.formula.Checked;
import dev.millrace.formula.Dialect;
import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.ElementQuery.ColumnType;
import dev.millrace.formula.ElementQuery.SourceColumn;
import dev.millrace.formula.Formula;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.FormulaProblem;
import dev.millrace.formula.Reference;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.catalogue.Catalogue;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.viewer.Viewer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Formulas that nobody would write: pieces of formulas in any order, and right ones with something
 * cut out or put in. Whatever they are, they are refused with a place in the text, or they have a
 * value and SQL. For an hour by hand: {@code -Dmillrace.fuzz.formulas=20000000}.
 */
class FuzzTest {
  private static final int FORMULAS = Integer.getInteger("millrace.fuzz.formulas", 60_000);
  private static final long SEED = Long.getLong("millrace.seed", System.nanoTime());

  private static final List<String> PIECES =
      List.of(
          "(",
          ")",
          ",",
          ".",
          "+",
          "-",
          "*",
          "/",
          "^",
          "%",
          "&",
          "=",
          "!=",
          "<=",
          ">",
          " And ",
          " Or ",
          "Not ",
          "[N]",
          "[T]",
          "[D]",
          "[J]",
          "[L]",
          "[n]",
          "[E/N]",
          "[E/T]",
          "[no]",
          "[",
          "]",
          "\"",
          "\"a\"",
          "\"day\"",
          "\"\\",
          "\"%Y\"",
          "\"(a|b)*\"",
          "1",
          "0",
          "2.5",
          "1e300",
          "1e999",
          "99999999999999999999999999999999999999",
          "True",
          "Null",
          "False",
          " ",
          "\n",
          "\u0000",
          "é",
          "\uD800",
          "😀",
          "\u202E",
          "'",
          "--",
          "/*",
          ";",
          ".a",
          ".0",
          "#",
          "And",
          "$",
          "`");

  private final Random random = new Random(SEED);
  private final Language language = new Language();
  private final List<Function> functions = new Catalogue().functions();
  private final Rows rows =
      new Rows()
          .column("N", ValueType.NUMBER, Rows.list(1L, null, -7L))
          .column("T", ValueType.TEXT, Rows.list("it's", null, ""))
          .column("D", ValueType.DATE, Rows.list(Rows.NOW, null, Rows.NOW))
          .column("L", ValueType.LOGICAL, Rows.list(true, null, false))
          .column("J", ValueType.VARIANT, Rows.list("{\"a\":[1]}", null, "5"));
  private final ElementQuery.Source source =
      new ElementQuery.Source(
          List.of("t"),
          List.of(
              new SourceColumn("N", "n", ColumnType.INTEGER),
              new SourceColumn("T", "t", ColumnType.TEXT),
              new SourceColumn("D", "d", ColumnType.TIMESTAMP),
              new SourceColumn("L", "l", ColumnType.BOOLEAN),
              new SourceColumn("J", "j", ColumnType.JSON)));

  @Test
  void nothingButTypedErrorsComesOut() {
    int right = 0;
    for (int i = 0; i < FORMULAS; i++) {
      String text = random.nextInt(3) == 0 ? soup() : spoilt(call(3));
      try {
        right += isRight(text) ? 1 : 0;
      } catch (RuntimeException | StackOverflowError e) {
        fail("Seed %d, formula %d: %s".formatted(SEED, i, text), e);
      }
    }
    assertThat(right).isGreaterThan(FORMULAS / 100);
  }

  private boolean isRight(String text) {
    Checked checked = language.check(text, rows);
    assertThat(checked.formula().isEmpty()).isNotEqualTo(checked.problems().isEmpty());
    for (FormulaProblem problem : checked.problems()) {
      assertThat(problem.message()).isNotBlank();
      assertThat(problem.offset()).isBetween(0, text.length());
      assertThat(problem.offset() + problem.length()).isBetween(0, text.length());
    }
    language.complete(text, random.nextInt(text.length() + 1), rows);
    checked.formula().ifPresent(this::use);
    return checked.formula().isPresent();
  }

  private void use(Formula formula) {
    language.explain(formula);
    try {
      language.evaluateRows(formula, 3, rows.row(0), List.of());
    } catch (FormulaException refused) {
      assertThat(refused.problem().message()).isNotBlank();
    }
    Map<Reference, @Nullable Object> asked = new LinkedHashMap<>();
    formula.references().stream()
        .filter(Viewer::isAsked)
        .forEach(reference -> asked.put(reference, Rows.ADA.answer(reference)));
    List<ElementQuery.Sort> order = List.of(new ElementQuery.Sort("N", false));
    for (Dialect dialect : Dialect.values()) {
      try {
        language.translate(
            new ElementQuery(
                source,
                List.of(new ElementQuery.Computed("result", formula)),
                Optional.empty(),
                order,
                Optional.empty(),
                asked,
                List.of("result"),
                order,
                List.of()),
            dialect);
      } catch (FormulaException refused) {
        assertThat(refused.problem().message()).isNotBlank();
      }
    }
  }

  private String soup() {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(30);
    for (int i = 0; i < length; i++) {
      text.append(
          random.nextInt(5) == 0
              ? functions.get(random.nextInt(functions.size())).name()
              : PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  /** A call that may be right. */
  private String call(int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return List.of("[N]", "[T]", "[D]", "[L]", "[J]", "1", "\"a\"", "True", "\"day\"")
          .get(random.nextInt(9));
    }
    Function function = functions.get(random.nextInt(functions.size()));
    List<String> arguments = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      arguments.add(call(depth - 1));
    }
    return function.operator()
        ? call(depth - 1) + " " + function.name() + " " + call(depth - 1)
        : function.name() + "(" + String.join(", ", arguments) + ")";
  }

  /** Half of them stay as they are. */
  private String spoilt(String text) {
    int at = random.nextInt(text.length() + 1);
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, at);
      case 1 ->
          text.substring(0, at) + PIECES.get(random.nextInt(PIECES.size())) + text.substring(at);
      default -> text;
    };
  }
}
