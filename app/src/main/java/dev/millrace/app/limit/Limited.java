package dev.millrace.app.limit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** This may be asked only so often by one user. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Limited {
  Budget value();

  /** What is counted together. */
  enum Budget {
    EXECUTIONS,
    STATUS
  }
}
