package dev.millrace.workbook.action.about;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The action's name, e.g. {@code insert-row}; the job type is {@code millrace:<name>:<version>}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Named {
  String value();

  int version() default 1;
}
