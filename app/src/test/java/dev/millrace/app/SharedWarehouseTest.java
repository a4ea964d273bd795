package dev.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.app.platform.StartException;
import dev.millrace.app.security.LocalTokens;
import dev.millrace.app.security.Users;
import dev.millrace.workbook.access.Role;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Two applications, each with an engine and users of its own, on one PostgreSQL. */
class SharedWarehouseTest {
  private static final EmbeddedPostgres SERVER = started();
  @TempDir private Path directory;

  private static EmbeddedPostgres started() {
    try {
      return EmbeddedPostgres.builder().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void stopServer() throws IOException {
    SERVER.close();
  }

  @Test
  void whatOneChangesTheOtherShowsAtOnce() throws Exception {
    try (ConfigurableApplicationContext one = start("one");
        ConfigurableApplicationContext two = start("two")) {
      Desk here = Desk.publish("shared", designer(one));
      Desk there = Desk.publish("shared", designer(two));
      try (Heard heard = Heard.open(there.client(), "?workbook=shared")) {
        String strike = here.strike("Heron", 50);
        assertThat(heard.next("rows:changed").body().path("rows").path(0).asText())
            .isEqualTo(strike);

        assertThat(there.execute("open-case", Desk.selected(strike), "?wait=30s").status())
            .isEqualTo(200);
        assertThat(here.cases().path("total").asInt()).isEqualTo(1);
        assertThat(heard.next("rows:changed").body().path("element").asText()).isEqualTo("cases");
      }
    }
  }

  @Test
  void whatCannotBeReachedIsToldInASentence() {
    assertThatThrownBy(() -> start("three", "jdbc:postgresql://localhost:1/nowhere"))
        .hasStackTraceContaining("The PostgreSQL warehouse cannot be opened");
    assertThatThrownBy(() -> start("four", "jdbc:oracle:thin:@localhost"))
        .hasRootCauseInstanceOf(StartException.class)
        .rootCause()
        .hasMessageContaining("jdbc:postgresql:");
  }

  private ConfigurableApplicationContext start(String name) {
    return start(name, SERVER.getJdbcUrl("postgres", "postgres"));
  }

  private ConfigurableApplicationContext start(String name, String url) {
    return new SpringApplicationBuilder(Millrace.class)
        .properties(
            "millrace.data-dir=" + directory.resolve(name),
            "millrace.warehouse.url=" + url,
            "millrace.demo=false")
        // As an argument: a default would give way to the port of application.yaml.
        .run("--server.port=0");
  }

  private static Client designer(ConfigurableApplicationContext application) {
    Users users = application.getBean(Users.class);
    users.set("dora", Role.DESIGNER);
    String token =
        application
            .getBean(LocalTokens.class)
            .login(users.find("dora").orElseThrow(), Duration.ofHours(1))
            .getTokenValue();
    return Client.of(((ServletWebServerApplicationContext) application).getWebServer().getPort())
        .bearer(token);
  }
}
