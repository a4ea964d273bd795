package dev.millrace.engine.embedded.storage;

import static dev.millrace.engine.EngineException.Code.DAMAGED;
import static dev.millrace.engine.EngineException.Code.UNAVAILABLE;

import dev.millrace.engine.EngineException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
  static final String STATE = "state";

  private final Path folder;
  private final FileChannel lock;
  private final Format format;
  private final Keeping keeping;
  private final Snapshots snapshots;

  private EngineFolder(
      Path folder, FileChannel lock, Format format, Keeping keeping, Snapshots snapshots) {
    this.folder = folder;
    this.lock = lock;
    this.format = format;
    this.keeping = keeping;
    this.snapshots = snapshots;
  }

  /**
   * Takes the folder, which is made if it is missing.
   *
   * @param engine version of the engine that is going to use it
   * @throws EngineException {@code UNAVAILABLE} if another process has it, {@code FORMAT} if it is
   *     not for this engine
   */
  public static EngineFolder open(Path folder, String engine, Keeping keeping) throws IOException {
    Files.createDirectories(folder);
    FileChannel lock =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      requireLocked(lock, folder);
      Format format = Format.of(folder, engine);
      Snapshots snapshots = new Snapshots(folder.resolve("snapshots"), keeping.passing());
      return new EngineFolder(folder, lock, format, keeping, snapshots);
    } catch (IOException | RuntimeException unusable) {
      lock.close();
      throw unusable;
    }
  }

  private static void requireLocked(FileChannel lock, Path folder) throws IOException {
    if (!locked(lock)) {
      throw new EngineException(
          UNAVAILABLE,
          "The engine folder %s is in use. Stop the other Millrace or choose another data folder."
              .formatted(folder),
          null);
    }
  }

  private static boolean locked(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException inThisProcess) {
      return false;
    }
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
    return FileLog.open(new FolderDisk(folder.resolve("log")), keeping, Frame.CRC32C, onFailure);
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
          Files.createLink(state.resolve(name), file);
        } else if (!name.equals(Manifest.NAME)) {
          Files.copy(file, state.resolve(name));
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
