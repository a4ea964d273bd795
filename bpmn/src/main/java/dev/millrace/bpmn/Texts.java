package dev.millrace.bpmn;

import dev.millrace.bpmn.CompileException.Code;
import dev.millrace.bpmn.xml.XmlCharacters;
import dev.millrace.workbook.model.Sequence;
import dev.millrace.workbook.model.Step;
import java.util.List;
import java.util.stream.Stream;

/** The texts people read in a diagram, made of what they wrote. */
final class Texts {
  private Texts() {}

  /**
   * Refuses what XML cannot carry.
   *
   * @param place step or sequence the text belongs to
   * @throws CompileException {@code CHARACTER_NOT_ALLOWED}
   */
  static String checked(String place, String text) {
    XmlCharacters.firstNotAllowed(text)
        .ifPresent(character -> {
          throw new CompileException(
              Code.CHARACTER_NOT_ALLOWED,
              place,
              "A text of '%s' holds the character U+%04X, which no process can carry. Remove it."
                  .formatted(place, character));
        });
    return text;
  }

  /** A split asks; "Insert cases" becomes "Insert cases?". */
  static String question(String title) {
    return title.endsWith("?") ? title : title + "?";
  }

  /** What goes in and comes out, with units. */
  static String documentation(Sequence sequence) {
    String outputs =
        outputs(sequence.steps())
            .distinct()
            .map(output -> output + " (a step's result), ")
            .reduce("", String::concat);
    String failures =
        Stream.of(Outcome.values()).map(Outcome::name).reduce((a, b) -> a + ", " + b).orElseThrow();
    return "In: %s (text), %s (milliseconds; absent: %d). Out: %s%s (%s; absent: completed), %s (code, message and action of the error that ended it)."
        .formatted(
            ProcessVocabulary.EXECUTION_ID,
            ProcessVocabulary.TIMEOUT_MS,
            sequence.timeout().toMillis(),
            outputs,
            ProcessVocabulary.OUTCOME,
            failures,
            ProcessVocabulary.FAILURE);
  }

  private static Stream<String> outputs(List<Step> steps) {
    return steps.stream()
        .flatMap(step ->
            switch (step) {
              case Step.Act act -> act.output().stream();
              case Step.Choice choice ->
                  Stream.concat(
                      choice.branches().stream().flatMap(branch -> outputs(branch.steps())),
                      outputs(choice.otherwise()));
            });
  }
}
