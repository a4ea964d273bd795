package dev.millrace.app.cli;

/** The command ends here, with words for whoever typed it. */
final class CliException extends RuntimeException {
  private final Exit exit;

  CliException(Exit exit, String message) {
    super(message);
    this.exit = exit;
  }

  Exit exit() {
    return exit;
  }
}
