package dev.millrace.app.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The description from which clients are generated; the same on every machine. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
  private static final String PROBLEM = "Problem";

  @Bean
  OpenAPI description() {
    return new OpenAPI()
        .info(new Info().title("Millrace").version("1"))
        .servers(List.of(new Server().url("/")));
  }

  @Bean
  RecordSchemas recordSchemas() {
    return new RecordSchemas();
  }

  @Bean
  UnionSchemas unionSchemas() {
    return new UnionSchemas();
  }

  /** Every operation may answer with a problem. */
  @Bean
  OpenApiCustomizer problems() {
    return api -> {
      api.getComponents().addSchemas(PROBLEM, problem());
      api.getPaths()
          .values()
          .forEach(path ->
              path.readOperations()
                  .forEach(operation ->
                      operation.getResponses().addApiResponse("default", problemResponse())));
    };
  }

  private static ApiResponse problemResponse() {
    Schema<?> reference = new Schema<>().$ref("#/components/schemas/" + PROBLEM);
    return new ApiResponse()
        .description("Refused, with a stable code")
        .content(
            new Content()
                .addMediaType("application/problem+json", new MediaType().schema(reference)));
  }

  private static Schema<?> problem() {
    Schema<Object> status = new Schema<>();
    status.addType("integer");
    Schema<?> problem =
        new ObjectSchema()
            .addProperty("type", text())
            .addProperty("title", text())
            .addProperty("status", status)
            .addProperty("detail", text())
            .addProperty("code", text())
            .addProperty("requestId", text())
            .addProperty("errorId", text())
            .addProperty("field", text())
            .additionalProperties(true);
    problem.addType("object");
    problem.setRequired(List.of("type", "title", "status", "detail", "code"));
    return problem;
  }

  private static Schema<?> text() {
    Schema<?> text = new StringSchema();
    text.addType("string");
    return text;
  }
}
