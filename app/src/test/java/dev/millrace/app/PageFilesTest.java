package dev.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApplicationTest
class PageFilesTest {
  private final Client client;

  PageFilesTest(@LocalServerPort int port) {
    client = Client.of(port);
  }

  @Test
  void everyRouteOfThePagesIsTheOnePageAndAskedForAnew() {
    for (String path : new String[] {"/", "/workbooks/strike-desk", "/login?next=%2F"}) {
      Client.Answer answer = client.get(path);
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.response().body()).contains("<title>Millrace</title>");
      assertThat(answer.header("Content-Type")).startsWith("text/html");
      assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
    }
  }

  @Test
  void builtFilesAreKeptByBrowsersForEver() {
    Client.Answer answer = client.get("/assets/app-0123abcd.js");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).contains("immutable").contains("max-age=31536000");
  }

  @Test
  void whatIsNoRouteAndNoFileIsNotThere() {
    assertThat(client.get("/assets/gone-1.js").problem()).isEqualTo("404 NOT_FOUND");
    assertThat(client.get("/application.yaml").problem()).isEqualTo("404 NOT_FOUND");
    assertThat(client.get("/health/else").problem()).isEqualTo("404 NOT_FOUND");
  }
}
