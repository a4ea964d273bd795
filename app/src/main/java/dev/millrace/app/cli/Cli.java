package dev.millrace.app.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code ./millrace sql}, {@code formula}, {@code publish}, {@code password}, {@code sigds}, {@code
 * status}.
 */
public final class Cli {
  private static final String HELP =
      """
      Commands that talk to a running Millrace:

        sql "SELECT …" [--limit N]      run a query, read-only; works without a running one too
        formula "…" [--on ENGINE]       compute a formula; needs no running one
        formula --cases FILE            compute a file of cases, one JSON object a line
        formula "…" --validate          say what is wrong with it; also --explain, --complete
                                        OFFSET, --translate DIALECT; --help tells more
        publish FILE                    publish a workbook file and say what becomes of its tables;
                                        --dry-run only says it, --accept-loss lets values go that
                                        do not fit the new type of their column, --script prints
                                        the SQL to run first where Millrace may not make tables
        password [USER] [--role ROLE]   give a user a new password; with a role, make the user
        sigds list | check | repair     the warehouse's tables against their logs; --help tells more
        status                          say whether it runs, and how its parts are

      ENGINE: local (default), duckdb, or postgresql with --url JDBC-URL
      Options: --data-dir DIR (default: MILLRACE_DATA_DIR or ./data), --json, --help
      Exit codes: 0 done, 1 refused, 2 not understood, 3 not running
      """;

  private static final Map<String, Function<Map<String, String>, Command>> COMMANDS =
      Map.of(
          "sql", environment -> new SqlCommand(),
          "formula", FormulaCommand::new,
          "publish", environment -> new PublishCommand(),
          "password", environment -> new PasswordCommand(),
          "sigds", environment -> new SigdsCommand(),
          "status", environment -> new StatusCommand());

  private Cli() {}

  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(run(List.of(arguments), System.getenv(), out, System.err).code());
  }

  static Exit run(
      List<String> typed, Map<String, String> environment, PrintStream out, PrintStream err) {
    try {
      Arguments arguments = Arguments.parse(typed);
      if (arguments.has("help") || arguments.words().isEmpty()) {
        out.print(
            arguments
                .word(0)
                .flatMap(word -> Optional.ofNullable(COMMANDS.get(word)))
                .map(made -> made.apply(environment).help())
                .orElse(HELP));
        return arguments.has("help") ? Exit.OK : Exit.USAGE;
      }
      String name = arguments.words().getFirst();
      Command command =
          Optional.ofNullable(COMMANDS.get(name))
              .map(made -> made.apply(environment))
              .orElseThrow(() ->
                  new CliException(
                      Exit.USAGE, "There is no command '%s'. See --help.".formatted(name)));
      command.run(arguments, directory(arguments, environment), out);
      return Exit.OK;
    } catch (CliException e) {
      err.println(e.getMessage());
      return e.exit();
    }
  }

  private static Path directory(Arguments arguments, Map<String, String> environment) {
    return Path.of(
        arguments
            .option("data-dir")
            .or(() -> Optional.ofNullable(environment.get("MILLRACE_DATA_DIR")))
            .orElse("./data"));
  }

  /** One command. */
  @FunctionalInterface
  interface Command {
    /**
     * Runs it.
     *
     * @throws CliException with the way it ends, if not well
     */
    void run(Arguments arguments, Path directory, PrintStream out);

    /** What {@code --help} tells of it. */
    default String help() {
      return HELP;
    }
  }
}
