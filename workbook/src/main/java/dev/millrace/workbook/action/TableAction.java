package dev.millrace.workbook.action;

import dev.millrace.formula.ValueType;
import dev.millrace.workbook.action.about.Help;
import dev.millrace.workbook.action.about.Named;
import dev.millrace.workbook.action.about.Refers;
import dev.millrace.workbook.action.about.Refers.Target;
import dev.millrace.workbook.action.about.Typed;
import java.util.Map;
import java.util.Optional;

/** Changes rows of input tables. */
public sealed interface TableAction extends Action {
  /** Input table id. */
  String table();

  @Override
  default boolean needsBrowser() {
    return false;
  }

  @Named("insert-row")
  @Help("Adds one row to an input table. Gives the new row's id.")
  record InsertRow(
      @Help("Input table that gets the row.")
          @Refers(value = Target.INPUT_TABLE, preposition = "into")
          String table,
      @Help("Column to value; a column left out gets its default.") Map<String, Expression> values)
      implements TableAction {
    public InsertRow {
      values = Map.copyOf(values);
    }
  }

  @Named("update-row")
  @Help("Changes one row of an input table. Gives the row's id.")
  record UpdateRow(
      @Help("Input table that holds the row.")
          @Refers(value = Target.INPUT_TABLE, preposition = "of")
          String table,
      @Help("Id of the row.") @Typed(ValueType.TEXT) Expression row,
      @Help("Version of the row that was seen; without it the newest is changed.")
          @Typed(ValueType.NUMBER)
          Optional<Expression> version,
      @Help("Column to new value; other columns stay.") Map<String, Expression> values)
      implements TableAction {
    public UpdateRow {
      values = Map.copyOf(values);
    }
  }

  @Named("delete-row")
  @Help("Deletes one row of an input table. Gives the row's id.")
  record DeleteRow(
      @Help("Input table that holds the row.")
          @Refers(value = Target.INPUT_TABLE, preposition = "of")
          String table,
      @Help("Id of the row.") @Typed(ValueType.TEXT) Expression row,
      @Help("Version of the row that was seen; without it the newest is deleted.")
          @Typed(ValueType.NUMBER)
          Optional<Expression> version)
      implements TableAction {}
}
