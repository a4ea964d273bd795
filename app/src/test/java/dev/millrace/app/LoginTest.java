package dev.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.workbook.access.Role;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApplicationTest
class LoginTest {
  private final People people;
  private final JdbcClient platform;
  private final Client client;

  LoginTest(People people, JdbcClient platform, @LocalServerPort int port) {
    this.people = people;
    this.platform = platform;
    this.client = Client.of(port);
  }

  @Test
  void theRightPasswordGivesACookieThatScriptsCannotRead() {
    String password = people.password("lena", Role.DESIGNER);

    Client.Answer answer = client.post("/api/session", login("lena", password));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("role").asText()).isEqualTo("designer");
    assertThat(answer.json().path("expiresAt").asText()).endsWith("Z");
    assertThat(answer.header("Set-Cookie"))
        .startsWith("millrace_session=")
        .contains("HttpOnly")
        .contains("SameSite=Strict")
        .contains("Path=/");
    String token = answer.header("Set-Cookie").replaceAll("millrace_session=([^;]*);.*", "$1");
    assertThat(client.cookie(token).get("/api/session").json().path("user").asText())
        .isEqualTo("lena");
  }

  @Test
  void aWrongPasswordAndAnUnknownNameLookAlike() {
    people.password("lena", Role.DESIGNER);

    Client.Answer wrong = client.post("/api/session", login("lena", "no"));
    Client.Answer unknown = client.post("/api/session", login("nobody-" + 1, "no"));

    assertThat(wrong.problem()).isEqualTo("401 BAD_CREDENTIALS");
    assertThat(unknown.problem()).isEqualTo("401 BAD_CREDENTIALS");
    assertThat(wrong.json().path("detail")).isEqualTo(unknown.json().path("detail"));
    assertThat(wrong.header("Set-Cookie")).isEmpty();
  }

  @Test
  void aTokenThatHasEndedDoesNotStandInTheWayOfALogin() {
    String password = people.password("lars", Role.USER);

    assertThat(
            client
                .with("Cookie", "millrace_session=rubbish")
                .post("/api/session", login("lars", password))
                .status())
        .isEqualTo(200);
  }

  @Test
  void guessingIsSlowedDownEvenForTheRightPassword() {
    String password = people.password("gerda", Role.USER);
    for (int i = 0; i < 10; i++) {
      client.post("/api/session", login("gerda", "guess" + i));
    }

    Client.Answer answer = client.post("/api/session", login("gerda", password));

    assertThat(answer.problem()).isEqualTo("429 TOO_MANY_LOGINS");
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 300);
    String other = people.password("hilde", Role.USER);
    assertThat(client.post("/api/session", login("hilde", other)).status()).isEqualTo(200);
  }

  @Test
  void missingAndWrongFieldsAreNamed() {
    assertThat(client.post("/api/session", "{\"user\":\"lena\"}").problem())
        .isEqualTo("422 FIELD_REQUIRED password");
    assertThat(client.post("/api/session", "{\"user\":7,\"password\":\"x\"}").problem())
        .isEqualTo("422 VALUE_TYPE user");
    assertThat(
            client
                .post("/api/session", "{\"user\":\"x\",\"password\":\"y\",\"admin\":true}")
                .problem())
        .isEqualTo("422 FIELD_UNKNOWN admin");
  }

  @Test
  void loginsAreKeptForTheAuditAndPasswordsNowhere() {
    String password = people.password("audra", Role.USER);
    client.with("X-Request-Id", "audit-test-1").post("/api/session", login("audra", password));
    client.with("X-Request-Id", "audit-test-2").post("/api/session", login("audra", "S3cretGuess"));

    assertThat(
            platform
                .sql(
                    "select action || ' ' || outcome || ' ' || request_id from app_audit where user_name = 'audra' order by at")
                .query(String.class)
                .list())
        .containsExactly("login ok audit-test-1", "login BAD_CREDENTIALS audit-test-2");
    assertThat(
            platform
                .sql("select count(*) from app_user where password like ?")
                .param("%" + password + "%")
                .query(Long.class)
                .single())
        .isZero();
  }

  private static String login(String user, String password) {
    return "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(user, password);
  }
}
