package dev.millrace.workbook.action.about;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The text of this field is the id of something in the workbook; the reader checks it. */
@Retention(RetentionPolicy.RUNTIME)
@java.lang.annotation.Target(ElementType.RECORD_COMPONENT)
public @interface Refers {
  Target value();

  /** Joins the action's title to what it works on: "Insert row" + "into" + "Cases". */
  String preposition() default "";

  /** What an id can belong to. */
  enum Target {
    ELEMENT,
    INPUT_TABLE,
    CONTROL,
    MODAL
  }
}
