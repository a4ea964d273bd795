package dev.millrace.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.process.DocumentedCommands.Documented;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command that README.md and the guide tell their readers to type. */
class DocumentedCommandsIT {
  private static final Pattern HEADER_AND_RULE = Pattern.compile("\\A\\S.*\\R-[- ]*\\R");

  @TempDir Path directory;
  private Command millrace;

  @BeforeEach
  void onAnEmptyDirectory() {
    millrace = new Command(directory.resolve("data"));
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    millrace.run("stop");
  }

  @Test
  void theyDoWhatTheyAreDocumentedToDo() throws Exception {
    List<Documented> commands =
        DocumentedCommands.in(Command.ROOT).stream().filter(one -> !one.exempt()).toList();
    assertThat(commands).extracting(Documented::command).contains("./millrace start");

    for (Documented documented : commands) {
      assertThat(documented.command())
          .as(
              "%s: a command that a test can run, or one of %s",
              documented.place(), DocumentedCommands.EXEMPT.keySet())
          .startsWith("./millrace ");
      run(documented);
    }
  }

  private void run(Documented documented) throws IOException, InterruptedException {
    // A documented port may be taken on the machine that tests.
    Command.Ended ended =
        millrace.type(
            documented
                .command()
                .replaceFirst("^\\./millrace start", "./millrace start --port 0")
                .replaceFirst("--gateway-port \\d+", "--gateway-port 0"));

    assertThat(ended.status())
        .as("%s: %s%n%s", documented.place(), documented.command(), ended.output())
        .isZero();
    if (documented.command().startsWith("./millrace sql")) {
      assertThat(ended.output()).as(documented.place()).containsPattern(HEADER_AND_RULE);
    }
  }
}
