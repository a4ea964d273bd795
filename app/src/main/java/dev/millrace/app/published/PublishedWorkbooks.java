package dev.millrace.app.published;

import dev.millrace.app.audit.AuditLog;
import dev.millrace.app.event.Events;
import dev.millrace.warehouse.TableChanges;
import dev.millrace.workbook.access.Access;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.access.Right;
import dev.millrace.workbook.model.Element;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;

/** The running version of each workbook. A version is whole or not there. Thread-safe. */
public final class PublishedWorkbooks {
  private static final Logger LOG = LoggerFactory.getLogger(PublishedWorkbooks.class);

  private final VersionStore store;
  private final Publisher publisher;
  private final Access access;
  private final AuditLog audit;
  private final Events events;
  private final Clock clock;
  private final Map<String, PublishedWorkbook> running = new ConcurrentHashMap<>();
  private final ReentrantLock publishing = new ReentrantLock();

  PublishedWorkbooks(
      VersionStore store,
      Publisher publisher,
      Access access,
      AuditLog audit,
      Events events,
      Clock clock) {
    this.store = store;
    this.publisher = publisher;
    this.access = access;
    this.audit = audit;
    this.events = events;
    this.clock = clock;
  }

  /** Those the reader may see, by id. */
  public List<PublishedWorkbook> all(Reader reader) {
    return running.values().stream()
        .filter(workbook -> access.allows(reader, Right.READ_WORKBOOK, workbook.id()))
        .sorted(Comparator.comparing(PublishedWorkbook::id))
        .toList();
  }

  /**
   * The workbook, if the reader has that right on it.
   *
   * @throws Refusal {@code WORKBOOK_NOT_FOUND}, {@code ACCESS_DENIED}
   */
  public PublishedWorkbook require(String id, Reader reader, Right right) {
    PublishedWorkbook workbook = running.get(id);
    if (workbook == null || !access.allows(reader, Right.READ_WORKBOOK, id)) {
      throw Refusal.of(Refusal.Kind.NOT_FOUND, "WORKBOOK_NOT_FOUND", "There is no such workbook.");
    }
    access.require(reader, right, id);
    return workbook;
  }

  /** Ids of the input tables whose formulas look into this one, in the running version. */
  public List<String> lookingInto(String workbook, String element) {
    PublishedWorkbook published = running.get(workbook);
    return published == null
        ? List.of()
        : published
            .workbook()
            .elements()
            .filter(other ->
                other instanceof Element.InputTable table
                    && table.lookedUp().stream().anyMatch(one -> one.element().equals(element)))
            .map(Element::id)
            .toList();
  }

  /** The text that the running version was published from. Refusals as for {@link #require}. */
  public String source(String id, Reader reader) {
    PublishedWorkbook workbook = require(id, reader, Right.PUBLISH_WORKBOOK);
    return store.find(id, workbook.version()).orElseThrow().source();
  }

  /**
   * How to publish.
   *
   * @param dryRun only say what it would do
   * @param acceptLoss whether values may go that do not fit the new kind of their column
   */
  public record How(boolean dryRun, boolean acceptLoss) {
    /** For real, and only if nothing is lost. */
    public static final How SAFELY = new How(false, false);
  }

  /**
   * Makes this text the running version.
   *
   * @throws Refusal {@code WORKBOOK_INVALID} with all errors, {@code WORKBOOK_ID_MISMATCH}, {@code
   *     COLUMN_RETYPE_LOSES} with what would be lost, {@code PUBLISHED_MEANWHILE}, {@code
   *     ACCESS_DENIED}; the running version stays
   */
  public Publishing publish(String id, String source, How how, Reader reader) {
    access.require(reader, Right.PUBLISH_WORKBOOK, id);
    Publisher.Compiled compiled;
    try {
      compiled = publisher.compile(source);
    } catch (InvalidWorkbookException e) {
      throw e.refusal();
    }
    if (!compiled.workbook().id().equals(id)) {
      throw Refusal.of(
          Refusal.Kind.INVALID,
          "WORKBOOK_ID_MISMATCH",
          "The file is of workbook '%s'. Send it to that address."
              .formatted(compiled.workbook().id()),
          Map.of("field", "workbook"));
    }
    publishing.lock();
    try {
      return publish(compiled, source, how, reader);
    } finally {
      publishing.unlock();
    }
  }

  private Publishing publish(Publisher.Compiled compiled, String source, How how, Reader reader) {
    String id = compiled.workbook().id();
    String checksum = VersionStore.checksum(source);
    Optional<VersionStore.Stored> before = store.newest(id);
    if (before.filter(old -> old.checksum().equals(checksum)).isPresent()
        && running.containsKey(id)) {
      return new Publishing(id, before.get().version(), true, how.dryRun(), TableChanges.NOTHING);
    }
    int version = before.map(VersionStore.Stored::version).orElse(0) + 1;
    if (how.dryRun()) {
      return new Publishing(id, version, false, true, publisher.preview(compiled));
    }
    TableChanges tables = publisher.tables(compiled, how.acceptLoss());
    VersionStore.Stored stored =
        new VersionStore.Stored(id, version, source, checksum, reader.user(), clock.instant());
    Map<String, Long> processes;
    try {
      processes = publisher.processes(compiled);
      store.add(stored);
    } catch (DuplicateKeyException e) {
      throw putBack(
          id,
          Refusal.of(
              Refusal.Kind.CONFLICT,
              "PUBLISHED_MEANWHILE",
              "Somebody published version %d meanwhile. Look at it, then publish again."
                  .formatted(version)));
    } catch (RuntimeException e) {
      throw putBack(id, e);
    }
    run(stored, compiled, processes);
    audit.record(
        reader.user(),
        tables.lost() > 0 ? "publish-with-loss" : "publish",
        id + " " + version,
        "ok");
    events.published(id, version);
    return new Publishing(id, version, false, false, tables);
  }

  /** The version did not come to be, so its tables go back to those of the version that is. */
  private RuntimeException putBack(String id, RuntimeException why) {
    try {
      Optional<VersionStore.Stored> newest = store.newest(id);
      if (newest.isPresent()) {
        publisher.tables(publisher.compile(newest.get().source()), true);
      } else {
        publisher.noTables(id);
      }
    } catch (RuntimeException e) {
      LOG.error("The tables of '{}' could not be put back: {}", id, e.toString());
      why.addSuppressed(e);
    }
    return why;
  }

  /** Runs the newest version of each workbook; what no longer can is left out and said. */
  void start() {
    for (VersionStore.Stored stored : store.newest()) {
      try {
        Publisher.Compiled compiled = publisher.compile(stored.source());
        publisher.tables(compiled, false);
        run(stored, compiled, publisher.processes(compiled));
      } catch (InvalidWorkbookException | Refusal e) {
        LOG.error(
            "Workbook '{}', version {}, does not run: {}",
            stored.workbook(),
            stored.version(),
            e.getMessage());
      }
    }
  }

  boolean isEmpty() {
    return running.isEmpty();
  }

  private void run(
      VersionStore.Stored stored, Publisher.Compiled compiled, Map<String, Long> processes) {
    running.put(
        stored.workbook(),
        new PublishedWorkbook(
            compiled.workbook(), stored.version(), stored.by(), stored.at(), processes));
  }

  /**
   * What publishing did, or would do.
   *
   * @param version that runs now, or would
   * @param unchanged the same text was running already
   * @param dryRun nothing was done
   * @param tables what became of the input tables
   */
  public record Publishing(
      String id, int version, boolean unchanged, boolean dryRun, TableChanges tables) {}
}
