package dev.millrace.app.cli;

/** How a command ends; scripts key on the numbers. */
enum Exit {
  OK(0),
  /** The application said no, or something failed. */
  REFUSED(1),
  /** The command was not understood. */
  USAGE(2),
  NOT_RUNNING(3);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
