package dev.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.Deployment;
import dev.millrace.engine.JobOutcome;
import dev.millrace.engine.Resource;
import dev.millrace.workbook.model.Sequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compiled sequences on the real engine: what is drawn is what happens. */
final class CompiledSequencesRunTest {
  @TempDir private Path folder;
  private EngineRun run;

  @BeforeEach
  void open() {
    run = new EngineRun(folder.resolve("engine"));
  }

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void stepsRunInOrderAndOnlyNamedResultsReachTheRoot() throws InterruptedException {
    Map<String, @Nullable Object> end = run.run(SampleSequences.LINEAR);

    assertThat(run.visited())
        .containsExactly("Task_InsertCase", "Task_SayOpened", "Task_CloseDetails");
    assertThat(end)
        .containsOnlyKeys(ProcessVocabulary.EXECUTION_ID, "case", ProcessVocabulary.NOTHING)
        .containsEntry("case", "row-1")
        .containsEntry(ProcessVocabulary.NOTHING, null);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, false", ", false"})
  void aStepRunsOnlyIfItsConditionHolds(@Nullable Boolean result, boolean runs)
      throws InterruptedException {
    run.condition("Condition_Warn", result);

    Map<String, @Nullable Object> end = run.run(SampleSequences.CONDITION);

    assertThat(run.visited().contains("Task_Warn")).isEqualTo(runs);
    assertThat(run.visited()).endsWith("Task_CloseDetails");
    assertThat(end).containsEntry("millraceHolds_Warn", result);
  }

  @ParameterizedTest
  @CsvSource({
    "true, true, Task_Escalate",
    "false, true, Task_Assign",
    "false, false, Task_File",
    ", , Task_File"
  })
  void theFirstCaseThatHoldsIsTaken(
      @Nullable Boolean first, @Nullable Boolean second, String expected)
      throws InterruptedException {
    run.condition("Condition_ByAmount", first).condition("Condition_ByAmount_Branch2", second);

    run.run(SampleSequences.CHOICE);

    assertThat(run.visited())
        .filteredOn(List.of("Task_Escalate", "Task_Assign", "Task_File")::contains)
        .containsExactly(expected);
    assertThat(run.visited()).endsWith("Task_CloseDetails");
  }

  @Test
  void aFailureThatIsContinuedIsKeptAndTheRestRuns() throws InterruptedException {
    run.condition("Condition_TellTeam", true).condition("Condition_LockCase", false);
    run.refused("Task_TellTeam").refused("Task_MarkTold");

    Map<String, @Nullable Object> end = run.run(SampleSequences.FAILURES);

    assertThat(run.visited()).endsWith("Task_SayOpened").doesNotContain("RollBack_OnError");
    assertThat(end)
        .containsKeys("millraceError_TellTeam", "millraceError_MarkTold")
        .doesNotContainKeys(ProcessVocabulary.OUTCOME, ProcessVocabulary.ERROR);
  }

  @Test
  void aConditionThatFailsPassesItsStepOverWhereTheStepContinues() throws InterruptedException {
    run.refused("Condition_TellTeam").condition("Condition_LockCase", false);

    Map<String, @Nullable Object> end = run.run(SampleSequences.FAILURES);

    assertThat(run.visited()).doesNotContain("Task_TellTeam").endsWith("Task_SayOpened");
    assertThat(end).containsKey("millraceError_TellTeam_Condition");
  }

  @Test
  void aFailureStopsTheSequenceAndTheEndListenerKnowsWhy() throws InterruptedException {
    run.refused("Task_SayOpened");

    Map<String, @Nullable Object> end = run.run(SampleSequences.LINEAR);

    assertThat(run.visited()).containsExactly("Task_InsertCase", "Task_SayOpened");
    assertThat(end)
        .containsEntry(ProcessVocabulary.OUTCOME, "FAILED")
        .containsEntry(
            ProcessVocabulary.FAILURE, Map.of("code", "ROW_CONFLICT", "message", "Changed."));
  }

  @Test
  void aFailureRollsBackBeforeTheEnd() throws InterruptedException {
    run.condition("Condition_ByAmount", true).refused("Task_SayEscalated");

    Map<String, @Nullable Object> end = run.run(SampleSequences.CHOICE);

    assertThat(run.visited()).endsWith("Task_SayEscalated", "RollBack_OnError");
    assertThat(end)
        .containsEntry(ProcessVocabulary.OUTCOME, "ROLLED_BACK")
        .containsKey(ProcessVocabulary.FAILURE);
  }

  @Test
  void aStepMayStopASequenceThatWouldOtherwiseRollBack() throws InterruptedException {
    run.condition("Condition_TellTeam", false).condition("Condition_LockCase", true);
    run.refused("Task_LockCase");

    Map<String, @Nullable Object> end = run.run(SampleSequences.FAILURES);

    assertThat(run.visited()).endsWith("Task_LockCase");
    assertThat(end)
        .containsEntry(ProcessVocabulary.OUTCOME, "FAILED")
        .containsKey(ProcessVocabulary.FAILURE);
  }

  @ParameterizedTest
  @CsvSource({
    "Task_UpdateCase, Undo_UpdateCase",
    "Condition_UpdateCase, Undo_UpdateCase_Condition"
  })
  void aStepMayRollBackASequenceThatWouldOtherwiseStop(String failing, String undo)
      throws InterruptedException {
    run.condition("Condition_UpdateCase", true).refused(failing);

    Map<String, @Nullable Object> end = run.run(SampleSequences.STEP_ROLLS_BACK);

    assertThat(run.visited()).endsWith(failing, undo);
    assertThat(end)
        .containsEntry(ProcessVocabulary.OUTCOME, "ROLLED_BACK")
        .containsKey(ProcessVocabulary.FAILURE);
  }

  @Test
  void theTimeLimitOfTheStartEndsASequence() throws InterruptedException {
    run.when("Task_SayOpened", new JobOutcome.Park());

    run.start(
        SampleSequences.LINEAR,
        Map.of(ProcessVocabulary.EXECUTION_ID, "e", ProcessVocabulary.TIMEOUT_MS, 250));

    assertThat(run.end()).containsEntry(ProcessVocabulary.OUTCOME, "TIMED_OUT");
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void theStopMessageEndsASequence(boolean rollsBack) throws InterruptedException {
    Sequence sequence = rollsBack ? SampleSequences.CHOICE : SampleSequences.LINEAR;
    run.when("Task_InsertCase", new JobOutcome.Park());
    run.start(sequence, Map.of(ProcessVocabulary.EXECUTION_ID, "execution-7"));
    run.parked();

    run.publishStop("execution-7");

    assertThat(run.end()).containsEntry(ProcessVocabulary.OUTCOME, "STOPPED");
    assertThat(run.visited().contains("RollBack_OnStop")).isEqualTo(rollsBack);
  }

  @Test
  void choicesWithinChoicesRunThrough() throws InterruptedException {
    run.condition("Condition_Outer", true)
        .condition("Condition_Inner_1", false)
        .condition("Condition_Inner_2", true)
        .condition("Condition_Behind", null);

    Map<String, @Nullable Object> end = run.run(SampleSequences.NESTED);

    assertThat(run.visited())
        .filteredOn(id -> id.startsWith("Task_"))
        .containsExactly("Task_InsertCase", "Task_Inner_2Then", "Task_SayOpened");
    assertThat(end).doesNotContainKey(ProcessVocabulary.OUTCOME);
  }

  @Test
  void compilingAgainMakesNoNewVersion() {
    Deployment first = deploy(SampleSequences.LINEAR);
    Deployment second = deploy(SampleSequences.LINEAR);

    assertThat(second.processes())
        .singleElement()
        .satisfies(process -> {
          assertThat(process.unchanged()).isTrue();
          assertThat(process.key()).isEqualTo(first.processes().getFirst().key());
        });
  }

  @Test
  void theDrawnProcessesDeployWithTheirForms() throws IOException {
    Deployment deployment =
        run.engine()
            .deploy(
                List.of(
                    file(Path.of("processes/approve-case.bpmn")),
                    file(Path.of("../forms/approve-case.form"))));

    assertThat(deployment.processes())
        .extracting(Deployment.DeployedProcess::processId)
        .containsExactly("approve-case");
  }

  private Deployment deploy(Sequence sequence) {
    CompiledProcess process = SampleSequences.compile(sequence);
    return run.engine().deploy(List.of(new Resource(process.resourceName(), process.xml())));
  }

  private static Resource file(Path path) throws IOException {
    return new Resource(path.getFileName().toString(), Files.readString(path));
  }
}
