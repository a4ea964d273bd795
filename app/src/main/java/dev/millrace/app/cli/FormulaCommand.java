package dev.millrace.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.app.formula.FormulaCases;
import dev.millrace.formula.Dialect;
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
import java.util.Map;
import java.util.Optional;
import org.duckdb.DuckDBConnection;

/** Computes a formula, or a file of cases; needs no running application. */
final class FormulaCommand implements Cli.Command {
  private static final Language LANGUAGE = new Language();

  private final Map<String, String> environment;

  FormulaCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public void run(Arguments arguments, Path directory, PrintStream out) {
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
