package dev.millrace.app.event;

import java.util.Optional;

/**
 * Who gets an event; every part that is there must fit.
 *
 * @param user only this user
 * @param tab only this browser tab of that user
 * @param workbook only who may read that workbook
 */
public record Audience(Optional<String> user, Optional<String> tab, Optional<String> workbook) {
  public static Audience readersOf(String workbook) {
    return new Audience(Optional.empty(), Optional.empty(), Optional.of(workbook));
  }

  public static Audience user(String user) {
    return new Audience(Optional.of(user), Optional.empty(), Optional.empty());
  }

  /** All tabs of the user if there is no tab to name. */
  public static Audience tab(String user, Optional<String> tab) {
    return new Audience(Optional.of(user), tab, Optional.empty());
  }
}
