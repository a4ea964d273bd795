package dev.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.workbook.access.Role;
import io.camunda.client.CamundaClient;
import io.camunda.client.CredentialsProvider;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.impl.basicauth.BasicAuthCredentialsProviderBuilder;
import io.camunda.client.impl.oauth.OAuthCredentialsProviderBuilder;
import io.grpc.Status;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Modeler's way in: Basic, or client credentials from our own token endpoint. */
@ApplicationTest
class ModelerTest {
  private static final String MODEL =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:millrace:test">
        <bpmn:process id="drawn" isExecutable="true">
          <bpmn:startEvent id="start"><bpmn:outgoing>flow</bpmn:outgoing></bpmn:startEvent>
          <bpmn:sequenceFlow id="flow" sourceRef="start" targetRef="end" />
          <bpmn:endEvent id="end"><bpmn:incoming>flow</bpmn:incoming></bpmn:endEvent>
        </bpmn:process>
      </bpmn:definitions>
      """;

  private final People people;
  private final JdbcClient platform;
  private final int port;

  ModelerTest(People people, JdbcClient platform, @LocalServerPort int port) {
    this.people = people;
    this.platform = platform;
    this.port = port;
  }

  @Test
  void aDesignerDeploysWithPasswordOrTokenAndTheAuditSaysSo() {
    String password = people.password("dora", Role.DESIGNER);

    deploy(basic("dora", password));
    deploy(oauth("dora", password));

    assertThat(audited("dora", "deploy")).containsExactly("drawn.bpmn ok", "drawn.bpmn ok");
    assertThat(audited("dora", "token")).containsExactly("127.0.0.1 ok");
  }

  @Test
  void whoMayNotPublishMayNotDeploy() {
    String password = people.password("uwe", Role.USER);

    assertRefused(basic("uwe", password), Status.Code.PERMISSION_DENIED, "PUBLISH_WORKBOOK");
  }

  @Test
  void passwordsCannotBeGuessedHereEither() {
    String password = people.password("greta", Role.DESIGNER);
    for (int i = 0; i < 10; i++) {
      assertRefused(basic("greta", "guess" + i), Status.Code.UNAUTHENTICATED, "is wrong");
    }

    assertRefused(basic("greta", password), Status.Code.RESOURCE_EXHAUSTED, "Too many");
    assertThat(token("client_credentials", "greta", password)).startsWith("429 ");
  }

  @Test
  void aTokenOfAUserWhosePasswordChangedOpensNothing() {
    String password = people.password("rosa", Role.DESIGNER);
    String token =
        token("client_credentials", "rosa", password)
            .replaceAll(".*\"access_token\":\"([^\"]*)\".*", "$1");
    deploy(new Bearer(token));

    people.password("rosa", Role.DESIGNER);

    assertRefused(new Bearer(token), Status.Code.UNAUTHENTICATED, "not valid");
    assertRefused(new Bearer("rubbish"), Status.Code.UNAUTHENTICATED, "not valid");
  }

  @Test
  void theTokenEndpointAnswersInTheWordsOfTheStandard() {
    String password = people.password("tom", Role.DESIGNER);

    assertThat(token("client_credentials", "tom", password))
        .startsWith("200 ")
        .contains("\"token_type\":\"Bearer\"", "\"expires_in\":3600");
    assertThat(token("client_credentials", "tom", "no"))
        .startsWith("401 ")
        .contains("\"error\":\"invalid_client\"")
        .doesNotContain("access_token");
    assertThat(token("password", "tom", password))
        .startsWith("400 ")
        .contains("\"error\":\"unsupported_grant_type\"");
    String pair =
        Base64.getEncoder().encodeToString(("tom:" + password).getBytes(StandardCharsets.UTF_8));
    Client.Answer byHeader =
        Client.of(port)
            .with("Authorization", "Basic " + pair)
            .with("Content-Type", "application/x-www-form-urlencoded")
            .send(
                "POST",
                "/api/oauth/token",
                HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"));
    assertThat(byHeader.status()).isEqualTo(200);
  }

  private String token(String grant, String client, String secret) {
    Client.Answer answer =
        Client.of(port)
            .with("Content-Type", "application/x-www-form-urlencoded")
            .send(
                "POST",
                "/api/oauth/token",
                HttpRequest.BodyPublishers.ofString(
                    "grant_type=%s&client_id=%s&client_secret=%s"
                        .formatted(grant, client, secret)));
    return answer.status() + " " + answer.json();
  }

  private void deploy(CredentialsProvider credentials) {
    try (CamundaClient modeler =
        CamundaClient.newClientBuilder()
            .grpcAddress(URI.create(people.secret("gateway.address")))
            .preferRestOverGrpc(false)
            .credentialsProvider(credentials)
            .defaultRequestTimeout(Duration.ofSeconds(30))
            .build()) {
      modeler.newDeployResourceCommand().addResourceStringUtf8(MODEL, "drawn.bpmn").send().join();
    }
  }

  private void assertRefused(CredentialsProvider credentials, Status.Code code, String message) {
    assertThatExceptionOfType(ClientStatusException.class)
        .isThrownBy(() -> deploy(credentials))
        .withMessageContaining(message)
        .satisfies(refused -> assertThat(refused.getStatusCode()).isEqualTo(code));
  }

  private static CredentialsProvider basic(String user, String password) {
    return new BasicAuthCredentialsProviderBuilder().username(user).password(password).build();
  }

  private CredentialsProvider oauth(String client, String secret) {
    return new OAuthCredentialsProviderBuilder()
        .authorizationServerUrl("http://127.0.0.1:" + port + "/api/oauth/token")
        .audience("zeebe-api")
        .clientId(client)
        .clientSecret(secret)
        .credentialsCachePath(people.directory().resolve("token-cache").toString())
        .build();
  }

  private List<String> audited(String user, String action) {
    return platform
        .sql(
            "select target || ' ' || outcome from app_audit where user_name = ? and action = ? order by at")
        .params(user, action)
        .query(String.class)
        .list();
  }

  /** A token as such. */
  private record Bearer(String token) implements CredentialsProvider {
    @Override
    public void applyCredentials(CredentialsApplier applier) {
      applier.put("Authorization", "Bearer " + token);
    }

    @Override
    public boolean shouldRetryRequest(StatusCode statusCode) {
      return false;
    }
  }
}
