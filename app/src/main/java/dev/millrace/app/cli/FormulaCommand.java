package dev.millrace.app.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.millrace.app.formula.CaseException;
import dev.millrace.app.formula.FormulaCases;
import dev.millrace.app.formula.FormulaDesk;
import dev.millrace.app.formula.FormulaScope;
import dev.millrace.formula.Dialect;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.FormulaProblem;
import dev.millrace.formula.language.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.duckdb.DuckDBConnection;

/** Computes a formula, or a file of cases; needs no running application. */
final class FormulaCommand implements Cli.Command {
  private static final Language LANGUAGE = new Language();
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
          .build();

  private static final String HELP =
      """
      formula "…"                     compute it: {"id":null,"result":[…]}
        --on local|duckdb|postgresql  where; postgresql needs --url JDBC-URL
      formula --cases FILE            the same for a file, one case a line
      formula "…" --validate          its type, or everything that is wrong, with places
      formula "…" --explain           what it means, part by part
      formula "…" --complete OFFSET   what could stand at that character
      formula "…" --translate DIALECT its SQL: duckdb or postgresql

        --columns Name:type,…         what it may name besides, for these four; types are text,
                                      number, date, logical, variant and array, and Element/Name
                                      is a column of another element
      """;

  private final Map<String, String> environment;

  FormulaCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public String help() {
    return HELP;
  }

  @Override
  public void run(Arguments arguments, Path directory, PrintStream out) {
    if (asked(arguments, out)) {
      return;
    }
    try (FormulaCases cases = engine(arguments.option("on").orElse("local"), arguments)) {
      Optional<String> file = arguments.option("cases");
      if (file.isPresent()) {
        arguments.most(1);
        each(Path.of(file.get()), cases, out);
      } else {
        String formula = arguments.require(1, "the formula, in quotes, or --cases FILE");
        arguments.most(2);
        ObjectNode one = RunningApp.JSON.createObjectNode().put("formula", formula);
        out.println(cases.answer(one.toString()));
      }
    }
  }

  /** Answers what is asked about a formula without computing it. */
  private static boolean asked(Arguments arguments, PrintStream out) {
    FormulaDesk desk = new FormulaDesk(LANGUAGE);
    try {
      Optional<String> dialect = arguments.option("translate");
      if (dialect.isPresent()) {
        out.println(
            desk.translate(formula(arguments), scope(arguments), dialect(dialect.get())).sql());
        return true;
      }
      Object answer =
          arguments.has("validate")
              ? desk.validate(formula(arguments), scope(arguments))
              : arguments.has("explain")
                  ? desk.explain(formula(arguments), scope(arguments))
                  : arguments.has("complete")
                      ? desk.complete(formula(arguments), offset(arguments), scope(arguments))
                      : null;
      if (answer != null) {
        out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
      }
      return answer != null;
    } catch (FormulaException e) {
      FormulaProblem problem = e.problem();
      throw new CliException(
          Exit.REFUSED,
          "[%s] at character %d: %s"
              .formatted(problem.code(), problem.offset(), problem.message()));
    } catch (CaseException e) {
      throw new CliException(Exit.USAGE, String.valueOf(e.getMessage()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String formula(Arguments arguments) {
    arguments.most(2);
    return arguments.require(1, "the formula, in quotes");
  }

  private static int offset(Arguments arguments) {
    String written = arguments.option("complete").orElse("");
    if (!written.matches("[0-9]{1,9}")) {
      throw new CliException(
          Exit.USAGE, "--complete takes the number of a character, not '%s'.".formatted(written));
    }
    return Integer.parseInt(written);
  }

  private static Dialect dialect(String name) {
    return Arrays.stream(Dialect.values())
        .filter(dialect -> dialect.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new CliException(
                Exit.USAGE, "--translate takes duckdb or postgresql, not '%s'.".formatted(name)));
  }

  private static FormulaScope scope(Arguments arguments) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String column : arguments.option("columns").orElse("").split(",", -1)) {
      int colon = column.lastIndexOf(':');
      if (colon > 0) {
        columns.put(column.substring(0, colon).strip(), column.substring(colon + 1).strip());
      } else if (!column.isBlank()) {
        throw new CliException(
            Exit.USAGE, "--columns takes Name:type, not '%s'.".formatted(column));
      }
    }
    return FormulaScope.of(columns, Map.of());
  }

  private static void each(Path file, FormulaCases cases, PrintStream out) {
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          out.println(cases.answer(line));
        }
      }
    } catch (NoSuchFileException e) {
      throw new CliException(Exit.USAGE, "There is no file '%s'.".formatted(file));
    } catch (IOException e) {
      throw new CliException(
          Exit.REFUSED, "'%s' cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  private FormulaCases engine(String name, Arguments arguments) {
    try {
      return switch (name) {
        case "local" -> FormulaCases.local(LANGUAGE);
        case "duckdb" ->
            FormulaCases.on(
                DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class),
                LANGUAGE,
                Dialect.DUCKDB);
        case "postgresql" -> postgres(arguments);
        default ->
            throw new CliException(
                Exit.USAGE, "--on takes local, duckdb or postgresql, not '%s'.".formatted(name));
      };
    } catch (SQLException e) {
      throw new CliException(
          Exit.REFUSED, "The warehouse cannot be reached: %s".formatted(e.getMessage()));
    }
  }

  private FormulaCases postgres(Arguments arguments) throws SQLException {
    String url =
        arguments
            .option("url")
            .or(() -> Optional.ofNullable(environment.get("MILLRACE_WAREHOUSE_URL")))
            .orElseThrow(() ->
                new CliException(
                    Exit.USAGE,
                    "--on postgresql needs --url jdbc:postgresql://… or MILLRACE_WAREHOUSE_URL;"
                        + " user and password in MILLRACE_WAREHOUSE_USER and _PASSWORD."));
    return FormulaCases.on(
        DriverManager.getConnection(
            url,
            environment.get("MILLRACE_WAREHOUSE_USER"),
            environment.get("MILLRACE_WAREHOUSE_PASSWORD")),
        LANGUAGE,
        Dialect.POSTGRESQL);
  }
}
