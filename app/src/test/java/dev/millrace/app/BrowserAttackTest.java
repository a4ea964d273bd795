package dev.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.workbook.access.Role;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApplicationTest
class BrowserAttackTest {
  private final People people;
  private final int port;
  private final Client client;

  BrowserAttackTest(People people, @LocalServerPort int port) {
    this.people = people;
    this.port = port;
    this.client = Client.of(port);
  }

  @Test
  void aChangeByCookieNeedsTheHeaderThatNoOtherSiteCanSend() {
    String token = people.token("bella", Role.ADMIN);
    Client browser = client.with("Cookie", "millrace_session=" + token);

    assertThat(browser.post("/api/sql", "{\"sql\":\"select 1\"}").problem()).isEqualTo("403 CSRF");
    assertThat(browser.delete("/api/session").problem()).isEqualTo("403 CSRF");
    assertThat(browser.get("/api/session").status()).isEqualTo(200);
    assertThat(client.cookie(token).post("/api/sql", "{}").problem())
        .isEqualTo("422 FIELD_REQUIRED sql");
  }

  @Test
  void requestsOfOtherOriginsAreRefused() {
    Client bella = client.cookie(people.token("bella", Role.ADMIN));

    assertThat(bella.with("Origin", "http://evil.example").post("/api/sql", "{}").problem())
        .isEqualTo("403 CROSS_ORIGIN");
    assertThat(bella.with("Origin", "null").post("/api/sql", "{}").problem())
        .isEqualTo("403 CROSS_ORIGIN");
    assertThat(bella.with("Origin", "http://127.0.0.1:1").get("/api/session").problem())
        .isEqualTo("403 CROSS_ORIGIN");
    assertThat(bella.with("Sec-Fetch-Site", "cross-site").get("/api/session").problem())
        .isEqualTo("403 CROSS_ORIGIN");
    assertThat(
            bella
                .with("Origin", "http://127.0.0.1:" + port)
                .with("Sec-Fetch-Site", "same-origin")
                .get("/api/session")
                .status())
        .isEqualTo(200);
  }

  @Test
  void anAnswerIsNeverOpenedToOtherOrigins() {
    Client.Answer preflight =
        client
            .with("Origin", "http://evil.example")
            .with("Access-Control-Request-Method", "POST")
            .send("OPTIONS", "/api/sql", java.net.http.HttpRequest.BodyPublishers.noBody());

    assertThat(preflight.status()).isEqualTo(403);
    assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void underAForeignNameNothingIsAnswered() throws IOException {
    for (String host : new String[] {"evil.example", "127.0.0.1.evil.example:" + port, "0.0.0.0"}) {
      assertThat(
              raw("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
          .as(host)
          .startsWith("HTTP/1.1 403")
          .contains("HOST_NOT_ALLOWED");
    }
    assertThat(raw("GET /health/live HTTP/1.1\r\nHost: LOCALHOST:1\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void whatIsNoRequestGetsAProblemAndNoWordOfTheServer() throws IOException {
    for (String request :
        new String[] {
          "GET / HTTP/1.1\r\n\r\n",
          "GET /api/{} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
          "GET /a;b=c/%2e%2e/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
          "GET /%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
          "NO\r\n\r\n"
        }) {
      assertThat(raw(request))
          .as(request)
          .startsWith("HTTP/1.1 400")
          .contains("application/problem+json")
          .contains("REQUEST_INVALID")
          .doesNotContain("Tomcat")
          .doesNotContain("Exception");
    }
  }

  @Test
  void everyAnswerTellsBrowsersToBeCareful() {
    Client.Answer answer = client.get("/health/live");

    assertThat(answer.header("Content-Security-Policy"))
        .contains("default-src 'self'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe-eval");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Cache-Control")).contains("no-store");
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        InputStream in = socket.getInputStream()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
