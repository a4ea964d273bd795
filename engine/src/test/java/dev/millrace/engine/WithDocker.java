package dev.millrace.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Runs in the Maven profile {@code docker} only, and there only if a Docker engine answers. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("docker")
@ExtendWith(WithDocker.Condition.class)
public @interface WithDocker {
  /** A condition rather than an assumption: nothing of the suite is even made. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (context.getTestMethod().isPresent()
          || DockerClientFactory.instance().isDockerAvailable()) {
        return ConditionEvaluationResult.enabled("Docker answers");
      }
      // Surefire counts what is skipped, but keeps the reason to its report files.
      System.out.println(context.getDisplayName() + ": not run: no Docker");
      return ConditionEvaluationResult.disabled("not run: no Docker");
    }
  }
}
