package dev.millrace.workbook.action.about;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What designers are told of an action or one of its fields: schema, templates, docs show it. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
public @interface Help {
  /** One sentence. */
  String value();

  /** Title in pickers; derived from the name where empty. */
  String title() default "";
}
