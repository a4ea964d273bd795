package dev.millrace.formula.assist;

import dev.millrace.formula.ValueType;
import java.util.List;
import java.util.Optional;

/**
 * What could stand where somebody types.
 *
 * @param offset of the text that a candidate takes the place of
 * @param length of that text
 * @param candidates best first; at most {@value #MOST}
 * @param call the innermost call around the cursor
 */
public record Completion(
    int offset, int length, List<Candidate> candidates, Optional<OpenCall> call) {
  public static final int MOST = 50;

  public Completion {
    candidates = List.copyOf(candidates);
  }

  /** What a candidate is. */
  public enum Kind {
    COLUMN,
    FUNCTION,
    KEYWORD,
    /** One of the texts that an argument takes. */
    CHOICE
  }

  /**
   * One that could stand there.
   *
   * @param insert text to put there
   * @param label for people
   * @param help one sentence, or empty
   * @param type of its value; empty if that depends on its arguments
   */
  public record Candidate(
      Kind kind, String insert, String label, String help, Optional<ValueType> type) {}

  /**
   * A call that is being written.
   *
   * @param argument of which the cursor stands in, from 0
   */
  public record OpenCall(String function, String signature, String help, int argument) {}
}
