package dev.millrace.workbook.action.about;

import dev.millrace.formula.ValueType;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The formula of this field gives that type, whatever the workbook; the reader checks it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Typed {
  ValueType value();
}
