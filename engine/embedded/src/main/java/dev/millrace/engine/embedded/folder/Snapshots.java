package dev.millrace.engine.embedded.folder;

import dev.millrace.engine.embedded.log.FolderDisk;
import dev.millrace.engine.embedded.log.Point;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of one engine. The two newest are kept, and the log from the older one on: one of
 * them may be lost.
 */
public final class Snapshots {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
  private static final String TAKING = "taking";
  private static final int KEPT = 2;

  private final Path folder;
  private final Consumer<Point> passing;

  Snapshots(Path folder, Consumer<Point> passing) throws IOException {
    this.passing = passing;
    this.folder = folder;
    abandon();
  }

  /** The newest that is whole; what is broken before it is named in the log and deleted. */
  Optional<Snapshot> newest() throws IOException {
    for (Path candidate : newestFirst()) {
      Optional<Manifest> manifest = Manifest.read(candidate);
      if (manifest.isPresent() && manifest.get().matches(candidate)) {
        return manifest.map(whole -> new Snapshot(candidate, whole.processed(), whole.written()));
      }
      LOG.warn("The snapshot {} is damaged; an older one is used.", candidate.getFileName());
      delete(candidate);
    }
    return Optional.empty();
  }

  /** From which position on the log is needed; -1 while all of it is. */
  public long needed() throws IOException {
    List<Path> kept = newestFirst();
    return kept.size() < KEPT ? -1 : position(kept.get(KEPT - 1));
  }

  /** Where a new one is to be written; does not exist yet. */
  public Path begin() throws IOException {
    abandon();
    return folder.resolve(TAKING);
  }

  /** Nothing comes of what was begun. */
  public void abandon() throws IOException {
    delete(folder.resolve(TAKING));
  }

  /**
   * Makes what was written to {@link #begin()} a snapshot, and deletes those that are too many.
   *
   * @param processed position of a command whose effect it holds
   * @param written position of the last record it may know, which is safe in the log
   */
  public void complete(long processed, long written) throws IOException {
    Path taking = folder.resolve(TAKING);
    passing.accept(Point.SNAPSHOT_COPIED);
    Manifest.of(taking, processed, written).write(taking);
    try (Stream<Path> files = Files.list(taking)) {
      for (Path file : files.toList()) {
        try (FileChannel content = FileChannel.open(file, StandardOpenOption.WRITE)) {
          content.force(true);
        }
      }
    }
    FolderDisk.force(taking);
    Path done = folder.resolve("%020d".formatted(processed));
    delete(done);
    Files.move(taking, done, StandardCopyOption.ATOMIC_MOVE);
    FolderDisk.force(folder);
    passing.accept(Point.SNAPSHOT_COMPLETED);
    List<Path> all = newestFirst();
    for (Path old : all.subList(Math.min(KEPT, all.size()), all.size())) {
      delete(old);
    }
  }

  private List<Path> newestFirst() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(each -> each.getFileName().toString().matches("\\d{20}"))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  private static long position(Path snapshot) {
    return Long.parseLong(snapshot.getFileName().toString());
  }

  /** Without effect if it is not there. */
  static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
