package dev.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.app.platform.StartException;
import dev.millrace.app.security.LocalTokens;
import dev.millrace.app.security.Users;
import dev.millrace.workbook.access.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

class RestartTest {
  @TempDir Path directory;

  /** A fresh engine numbers its instances alike: the second row must not be taken for the first. */
  @Test
  void afterARestartTheWorkbookRunsAndNothingIsLostOrTakenForARepeat() throws Exception {
    String token;
    String lastEvent;
    try (ConfigurableApplicationContext first = start()) {
      Users users = first.getBean(Users.class);
      users.set("dora", Role.DESIGNER);
      token =
          first
              .getBean(LocalTokens.class)
              .login(users.find("dora").orElseThrow(), Duration.ofHours(1))
              .getTokenValue();
      Desk desk = Desk.publish("restart", client(first).bearer(token));
      try (Heard heard = Heard.open(desk.client(), "?workbook=restart")) {
        String strike = desk.strike("Gull", 50);
        lastEvent = heard.next("rows:changed").id();
        assertThat(desk.execute("open-case", Desk.selected(strike), "?wait=30s").status())
            .isEqualTo(200);
      }
      assertThatThrownBy(this::start).hasRootCauseInstanceOf(StartException.class);
    }
    assertThat(directory.resolve("data/millrace.port")).doesNotExist();
    assertThat(directory.resolve("data/cli-token")).doesNotExist();

    try (ConfigurableApplicationContext second = start()) {
      Desk desk = new Desk("restart", client(second).bearer(token));
      try (Heard heard =
          Heard.open(desk.client().with("Last-Event-ID", lastEvent), "?workbook=restart")) {
        assertThat(heard.next("rows:changed").body().path("element").asText()).isEqualTo("cases");
      }
      String strike =
          desk.client().get(desk.rows("strikes")).json().path("rows").path(0).path("id").asText();
      assertThat(desk.execute("open-case", Desk.selected(strike), "?wait=30s").status())
          .isEqualTo(200);

      assertThat(desk.cases().path("total").asInt()).isEqualTo(2);
      assertThat(desk.client().get("/api/workbooks/restart").json().path("version").asInt())
          .isEqualTo(1);
    }
  }

  @Test
  void aDirectoryOfANewerMillraceIsLeftAlone() throws Exception {
    Files.createDirectories(directory.resolve("data"));
    Files.writeString(directory.resolve("data/format"), "99\n");

    assertThatThrownBy(this::start)
        .hasRootCauseInstanceOf(StartException.class)
        .rootCause()
        .hasMessageContaining("format 99");
    assertThat(directory.resolve("data/platform.mv.db")).doesNotExist();
  }

  private ConfigurableApplicationContext start() {
    return new SpringApplicationBuilder(Millrace.class)
        .properties("millrace.data-dir=" + directory.resolve("data"), "millrace.demo=false")
        // As an argument: a default would give way to the port of application.yaml.
        .run("--server.port=0");
  }

  private static Client client(ConfigurableApplicationContext application) {
    return Client.of(((ServletWebServerApplicationContext) application).getWebServer().getPort());
  }
}
