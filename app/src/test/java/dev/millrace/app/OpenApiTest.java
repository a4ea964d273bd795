package dev.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.workbook.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The description that clients are generated from. To accept a change that is meant, run with
 * {@code -Dmillrace.golden=write}.
 */
@ApplicationTest
class OpenApiTest {
  private static final Path GOLDEN = Path.of("openapi.json");

  private final JsonNode description;

  OpenApiTest(People people, @LocalServerPort int port) {
    description =
        Client.of(port).bearer(people.token("vic", Role.VIEWER)).get("/api/openapi.json").json();
  }

  @Test
  void theApiIsAsItWasAgreed() throws IOException {
    String found =
        JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(description)
            + "\n";
    if (System.getProperty("millrace.golden", "").equals("write")) {
      Files.writeString(GOLDEN, found);
    }

    assertThat(found).isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void whatIsAlwaysThereIsRequiredAndWhatMayBeNullSaysSo() {
    JsonNode status = description.path("components").path("schemas").path("ExecutionStatus");

    assertThat(status.path("required").toString()).contains("executionId", "endTime", "error");
    assertThat(status.path("properties").path("endTime").path("type").toString())
        .isEqualTo("[\"string\",\"null\"]");
    assertThat(status.path("properties").path("error").path("anyOf").toString()).contains("null");
    assertThat(
            description
                .path("components")
                .path("schemas")
                .path("TriggerBody")
                .path("required")
                .toString())
        .isEqualTo("[\"element\",\"trigger\",\"workbook\"]");
  }
}
