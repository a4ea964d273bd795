package dev.millrace.app.formula;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.app.problem.FieldRequiredException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is sent about formulas. Types are text, number, date, logical, variant and array. */
final class FormulaBodies {
  private FormulaBodies() {}

  /**
   * A formula, and what it may name: the columns and controls of a workbook's element, or those
   * given here.
   *
   * @param columns name to type; {@code Element/Column} for a column of another element
   * @param controls id to type
   */
  record FormulaBody(
      String formula,
      @Nullable String workbook,
      @Nullable String element,
      @Nullable Map<String, String> columns,
      @Nullable Map<String, String> controls) {
    FormulaBody {
      FieldRequiredException.require("formula", formula);
    }
  }

  /**
   * A formula to be said in SQL.
   *
   * @param dialect {@code duckdb} if it is not given
   */
  record TranslateBody(
      String formula,
      @Nullable String workbook,
      @Nullable String element,
      @Nullable Map<String, String> columns,
      @Nullable Map<String, String> controls,
      @Nullable String dialect) {
    TranslateBody {
      FieldRequiredException.require("formula", formula);
    }

    FormulaBody named() {
      return new FormulaBody(formula, workbook, element, columns, controls);
    }
  }

  /**
   * A formula whose column gets another name.
   *
   * @param column its present name; {@code Element/Column} for one of another element
   * @param to its new name
   */
  record RenameBody(
      String formula,
      String column,
      String to,
      @Nullable String workbook,
      @Nullable String element,
      @Nullable Map<String, String> columns,
      @Nullable Map<String, String> controls) {
    RenameBody {
      FieldRequiredException.require("formula", formula);
      FieldRequiredException.require("column", column);
      FieldRequiredException.require("to", to);
    }

    FormulaBody named() {
      return new FormulaBody(formula, workbook, element, columns, controls);
    }
  }

  /** A formula after a change. */
  record FormulaAnswer(String formula) {}

  /**
   * A formula that is being written.
   *
   * @param offset of the cursor, in UTF-16 characters
   */
  record CompleteBody(
      String formula,
      int offset,
      @Nullable String workbook,
      @Nullable String element,
      @Nullable Map<String, String> columns,
      @Nullable Map<String, String> controls) {
    CompleteBody {
      FieldRequiredException.require("formula", formula);
    }

    FormulaBody named() {
      return new FormulaBody(formula, workbook, element, columns, controls);
    }
  }

  /**
   * A formula with rows to compute it over, as in files of cases.
   *
   * @param types column to type; else types are those of the values
   * @param columns columns beside the formula's own, name to formula
   * @param level {@code row}, {@code aggregate} or {@code window}
   * @param groupBy columns, the outermost group first
   * @param sort columns; {@code -name} for descending
   * @param tables rows of other elements by the element's name
   * @param controls id to value
   * @param selection the selected rows
   * @param variables name to value
   */
  record EvaluateBody(
      String formula,
      @Nullable List<Map<String, @Nullable Object>> rows,
      @Nullable Map<String, String> types,
      @Nullable Map<String, String> columns,
      @Nullable String level,
      @JsonProperty("group_by") @Nullable List<String> groupBy,
      @Nullable List<String> sort,
      @Nullable Map<String, List<Map<String, @Nullable Object>>> tables,
      @Nullable Map<String, @Nullable Object> controls,
      @Nullable List<Map<String, @Nullable Object>> selection,
      @Nullable Map<String, @Nullable Object> variables) {
    EvaluateBody {
      FieldRequiredException.require("formula", formula);
    }

    int size() {
      int others = tables == null ? 0 : tables.values().stream().mapToInt(List::size).sum();
      return others + (rows == null ? 0 : rows.size());
    }
  }

  /** One result for each row, or for each group. */
  record EvaluateAnswer(List<@Nullable Object> result) {}
}
