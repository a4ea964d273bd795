package dev.millrace.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.process.DocumentedCommands.Documented;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentedCommandsTest {
  @Test
  void shellBlocksAreReadAndOthersAreNot() {
    assertThat(
            commands(
                """
                ./millrace prose
                ```bash
                # a remark
                ./millrace start

                ./millrace sql \\
                  "SELECT 1"
                ```
                ```yaml
                ./millrace yaml
                ```
                  ```sh
                  ./millrace stop
                  ```
                """))
        .containsExactly(
            new Documented("./millrace start", "page.md:4"),
            new Documented("./millrace sql \"SELECT 1\"", "page.md:7"),
            new Documented("./millrace stop", "page.md:13"));
  }

  @Test
  void ofAConsoleOnlyWhatIsTypedIsRun() {
    assertThat(
            commands(
                """
                ```console
                $ ./millrace status
                Millrace runs at http://127.0.0.1:8080
                ```
                """))
        .containsExactly(new Documented("./millrace status", "page.md:2"));
  }

  @Test
  void onlyWhatIsNamedIsExempt() {
    assertThat(new Documented("./millrace test --without-browser", "").exempt()).isTrue();
    assertThat(new Documented("docker compose up --build", "").exempt()).isTrue();
    assertThat(new Documented("./millrace sql \"SELECT 1\"", "").exempt()).isFalse();
    assertThat(new Documented("curl http://localhost:8080", "").exempt()).isFalse();
  }

  private static List<Documented> commands(String text) {
    return DocumentedCommands.of(text.lines().toList(), "page.md");
  }
}
