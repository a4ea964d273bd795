package dev.millrace.warehouse;

import java.util.Optional;

/** Why a statement ran; travels with it as a comment, query tag or job label. */
public record StatementTag(
    Optional<String> workbook,
    Optional<String> element,
    Optional<String> sequence,
    Optional<String> execution,
    Optional<String> user) {
  public static final StatementTag NONE =
      new StatementTag(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
