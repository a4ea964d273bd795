package dev.millrace.engine.embedded;

import static dev.millrace.engine.EngineException.Code.UNAVAILABLE;

import dev.millrace.engine.EngineException;
import dev.millrace.engine.EngineSettings;
import dev.millrace.engine.embedded.folder.EngineFolder;
import dev.millrace.engine.embedded.folder.ReaderPosition;
import dev.millrace.engine.embedded.log.FileLog;
import dev.millrace.engine.embedded.log.Keeping;
import io.camunda.zeebe.util.VersionUtil;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts an engine together from what its folder holds; or takes it all apart again. */
final class Opening {
  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

  private Opening() {}

  static EmbeddedEngine open(Path folder, EngineSettings settings, Keeping keeping) {
    return open(folder, settings, keeping, InstantSource.system());
  }

  /**
   * @param clock by which timers are due
   */
  static EmbeddedEngine open(
      Path folder, EngineSettings settings, Keeping keeping, InstantSource clock) {
    Closing closing = new Closing();
    try {
      return open(folder, settings, keeping, clock, closing);
    } catch (EngineException known) {
      closing.close();
      throw known;
    } catch (IOException | RuntimeException | LinkageError failure) {
      closing.close();
      throw new EngineException(
          UNAVAILABLE,
          "The embedded engine did not start in %s: %s".formatted(folder, failure.getMessage()),
          failure);
    }
  }

  private static EmbeddedEngine open(
      Path path, EngineSettings settings, Keeping keeping, InstantSource clock, Closing closing)
      throws IOException {
    EngineFolder folder = EngineFolder.open(path, VersionUtil.getVersion(), keeping);
    closing.then(folder);
    Answers answers = new Answers();
    closing.then(answers::close);
    FileLog log = folder.log(refused -> storageFailed(path, refused, answers));
    closing.then(log);
    answers.waitFor(log::whenSafe);
    Path database = folder.restoreState(log);
    ReaderPosition reader = folder.reader();
    Partition partition = new Partition(log, clock);
    closing.then(partition);
    JobHandOut jobs = new JobHandOut();
    Partition.Running running = partition.start(database, answers, jobs);
    folder.recovered();
    SnapshotTaker snapshots =
        new SnapshotTaker(
            log,
            folder.replayFrom(log),
            folder.snapshots(),
            running,
            reader,
            keeping.snapshotEvery());
    closing.then(snapshots);
    snapshots.start();
    Commands commands = new Commands(partition.log().newLogStreamWriter(), answers);
    new HeldJobs(running.sideState(), commands, clock).giveBack();
    RunningState state = new RunningState(running.state());
    return new EmbeddedEngine(
        settings, folder, log, reader, partition, commands, jobs, state, closing);
  }

  private static void storageFailed(Path folder, IOException refused, Answers answers) {
    LOG.error(
        "The disk refused the engine's log in {}. Nothing more is accepted; what was acknowledged is safe. Make room or mend the disk, then start again.",
        folder,
        refused);
    answers.close();
  }
}
