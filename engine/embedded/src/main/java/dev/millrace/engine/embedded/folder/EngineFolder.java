package dev.millrace.engine.embedded.folder;

import static dev.millrace.engine.EngineException.Code.DAMAGED;

import dev.millrace.engine.EngineException;
import dev.millrace.engine.embedded.log.FileLog;
import dev.millrace.engine.embedded.log.FolderDisk;
import dev.millrace.engine.embedded.log.Frame;
import dev.millrace.engine.embedded.log.Keeping;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The folder of one engine, held while it is open:
 *
 * <pre>
 * engine.lock  locked by the process that uses it
 * format       layout, incarnation, engine version
 * log/         what the engine was told and what came of it
 * snapshots/   copies of its state
 * reader       how far the reader of the history has come
 * state/       its state, made anew from a snapshot and the log at each opening
 * </pre>
 */
public final class EngineFolder implements AutoCloseable {
  static final String LOCK = "engine.lock";
  static final String LOG = "log";
  static final String SNAPSHOTS = "snapshots";
  static final String STATE = "state";

  private final Path folder;
  private final FolderLock lock;
  private final Format format;
  private final Keeping keeping;
  private final Snapshots snapshots;

  private EngineFolder(Path folder, FolderLock lock, Format format, Keeping keeping)
      throws IOException {
    this.folder = folder;
    this.lock = lock;
    this.format = format;
    this.keeping = keeping;
    this.snapshots = new Snapshots(folder.resolve(SNAPSHOTS), keeping.passing());
  }

  /**
   * Takes the folder, which is made if it is missing.
   *
   * @param engine version of the engine that is going to use it
   * @throws EngineException {@code UNAVAILABLE} if another process has it, {@code FORMAT} if it is
   *     not for this engine
   */
  public static EngineFolder open(Path folder, String engine, Keeping keeping) throws IOException {
    FolderLock lock = FolderLock.take(Files.createDirectories(folder).toRealPath());
    try {
      return new EngineFolder(folder, lock, Format.of(folder, engine), keeping);
    } catch (IOException | RuntimeException unusable) {
      lock.close();
      throw unusable;
    }
  }

  /** The engine could read what it found: from now on the folder is that engine's. */
  public void recovered() throws IOException {
    format.write(folder);
  }

  /** Names the history in this folder. */
  public String incarnation() {
    return format.incarnation();
  }

  public Snapshots snapshots() {
    return snapshots;
  }

  /** Whether the disk has less room left than is kept in reserve. */
  public boolean shortOfSpace() {
    return folder.toFile().getUsableSpace() < keeping.reserve();
  }

  /** How far the reader of the history has come. */
  public ReaderPosition reader() throws IOException {
    return ReaderPosition.in(folder);
  }

  /**
   * Opens the log.
   *
   * @param onFailure told once when the disk refuses
   * @throws EngineException {@code DAMAGED} if it does not read as it was written
   */
  public FileLog log(Consumer<IOException> onFailure) throws IOException {
    return FileLog.open(new FolderDisk(folder.resolve(LOG)), keeping, Frame.CRC32C, onFailure);
  }

  /** Where in the log an opening begins to read. */
  public long replayFrom(FileLog log) throws IOException {
    Optional<Snapshot> newest = snapshots.newest();
    return newest.isPresent() ? log.find(newest.get().processed()) : log.first();
  }

  /**
   * Makes the state of the newest snapshot the engine's, or an empty one.
   *
   * @return its folder
   * @throws EngineException {@code DAMAGED} if snapshot and log do not make a whole
   */
  public Path restoreState(FileLog log) throws IOException {
    Path state = folder.resolve(STATE);
    Snapshots.delete(state);
    Optional<Snapshot> newest = snapshots.newest();
    requireWhole(newest, log);
    if (newest.isPresent()) {
      copy(newest.get().folder(), state);
    }
    return state;
  }

  private void requireWhole(Optional<Snapshot> newest, FileLog log) {
    long known = newest.map(Snapshot::written).orElse(-1L);
    if (log.safePosition() < known) {
      throw new EngineException(
          DAMAGED,
          "The engine's log in %s ends at position %d; its snapshot knows position %d. Restore the engine folder from a backup."
              .formatted(folder, log.safePosition(), known),
          null);
    }
    long needed = newest.map(Snapshot::processed).orElse(0L);
    if (log.firstPosition() > Math.max(1, needed)) {
      throw new EngineException(
          DAMAGED,
          "The engine's log in %s begins at position %d; without a newer snapshot it is needed from %d on. Restore the engine folder from a backup."
              .formatted(folder, log.firstPosition(), needed),
          null);
    }
  }

  /** Tables are never written again, so a second name is as good as a copy. */
  private static void copy(Path snapshot, Path state) throws IOException {
    Files.createDirectories(state);
    try (Stream<Path> files = Files.list(snapshot)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".sst")) {
          link(file, state.resolve(name));
        } else if (!name.equals(Manifest.NAME)) {
          Files.copy(file, state.resolve(name));
        }
      }
    }
  }

  private static void link(Path file, Path name) throws IOException {
    try {
      Files.createLink(name, file);
    } catch (FileSystemException | UnsupportedOperationException noLinksHere) {
      Files.copy(file, name);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
