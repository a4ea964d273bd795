package dev.millrace.workbook.graph;

/**
 * One part of a workbook uses another.
 *
 * @param user the part that would break if the other went away
 */
public record Use(Part user, Part used, Kind kind) {
  /** How a part is used. */
  public enum Kind {
    /** Its value goes into the user's: when it changes, the user is computed anew. */
    READS,
    /** It is only named: a step writes to it or refreshes it, a trigger waits for it. */
    NAMES
  }
}
