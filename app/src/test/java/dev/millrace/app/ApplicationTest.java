package dev.millrace.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** The application as it is, on a fresh directory and a free port; one for all such tests. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ApplicationTest.FreshDirectory.class)
@Import({People.class, Gate.class})
@interface ApplicationTest {
  /** Names the directory of this run. */
  final class FreshDirectory
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      try {
        Path directory = Files.createTempDirectory("millrace-test-");
        TestPropertyValues.of(
                "millrace.data-dir=" + directory.resolve("data"),
                "millrace.demo=false",
                "millrace.gateway.port=0",
                "millrace.limits.executions-per-minute=1000",
                "millrace.events.heartbeat=200ms")
            .applyTo(context);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
