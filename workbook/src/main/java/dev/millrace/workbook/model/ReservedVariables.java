package dev.millrace.workbook.model;

import java.util.Set;

/** Names that no output may have, since they mean something else in a process. */
public final class ReservedVariables {
  /** Variables that begin so belong to Millrace. */
  public static final String OWN_PREFIX = "millrace";

  /** Ours, which compiled processes and workers agree on; the engine's; and FEEL's key words. */
  private static final Set<String> NAMES =
      Set.of(
          "executionId",
          "timeoutMs",
          "selection",
          "result",
          "error",
          "failure",
          "outcome",
          "loopCounter",
          "for",
          "return",
          "if",
          "then",
          "else",
          "some",
          "every",
          "satisfies",
          "instance",
          "of",
          "in",
          "function",
          "external",
          "or",
          "and",
          "between",
          "not",
          "null",
          "true",
          "false");

  private ReservedVariables() {}

  /** Process variables differ by case, so {@code Outcome} is free. */
  public static boolean contains(String name) {
    return name.startsWith(OWN_PREFIX) || NAMES.contains(name);
  }
}
