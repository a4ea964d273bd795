package dev.millrace.workbook.model;

import dev.millrace.formula.Formula;
import dev.millrace.workbook.action.Action;
import java.util.List;
import java.util.Optional;

/** One step of a sequence. */
public sealed interface Step {
  /** Kebab-case, unique in the sequence, stable. */
  String id();

  /**
   * Does one thing.
   *
   * @param name what people call it: verb and object
   * @param condition if it does not hold, the step is passed over
   * @param onError empty: as the sequence says
   * @param retries tries before it counts as failed, at least 1
   * @param output variable that gets the result
   */
  record Act(
      String id,
      String name,
      Action action,
      Optional<Formula> condition,
      Optional<Sequence.OnError> onError,
      int retries,
      Optional<String> output)
      implements Step {}

  /**
   * Takes the first branch whose condition holds.
   *
   * @param otherwise taken if none holds; may be empty
   */
  record Choice(String id, String name, List<Branch> branches, List<Step> otherwise)
      implements Step {
    public Choice {
      branches = List.copyOf(branches);
      otherwise = List.copyOf(otherwise);
    }
  }

  /** Steps behind a condition. */
  record Branch(Formula condition, List<Step> steps) {
    public Branch {
      steps = List.copyOf(steps);
    }
  }
}
