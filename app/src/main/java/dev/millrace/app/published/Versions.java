package dev.millrace.app.published;

import dev.millrace.bpmn.CompiledProcess;
import dev.millrace.bpmn.Publication;
import dev.millrace.bpmn.SequenceCompiler;
import dev.millrace.workbook.file.WorkbookFiles;
import dev.millrace.workbook.model.Workbook;
import dev.millrace.workers.execution.RunningWorkbooks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Workbook versions, old ones too, for as long as an execution runs them. Read when first asked
 * for. Thread-safe.
 */
@Component
final class Versions implements RunningWorkbooks {
  private static final int MOST_KEPT = 200;

  private final VersionStore store;
  private final WorkbookFiles files;
  private final SequenceCompiler compiler;
  private final Map<Id, Optional<Workbook>> workbooks = new ConcurrentHashMap<>();
  private final Map<NodesId, List<Node>> nodes = new ConcurrentHashMap<>();

  Versions(VersionStore store, WorkbookFiles files, SequenceCompiler compiler) {
    this.store = store;
    this.files = files;
    this.compiler = compiler;
  }

  @Override
  public Optional<Workbook> version(String workbook, int version) {
    if (workbooks.size() > MOST_KEPT) {
      workbooks.clear();
      nodes.clear();
    }
    return workbooks.computeIfAbsent(
        new Id(workbook, version),
        id ->
            store
                .find(workbook, version)
                .flatMap(stored -> files.read(stored.source()).workbook()));
  }

  @Override
  public List<Node> nodes(String workbook, int version, String sequence) {
    return version(workbook, version)
        .map(found ->
            nodes.computeIfAbsent(
                new NodesId(new Id(workbook, version), sequence), id -> nodes(found, sequence)))
        .orElse(List.of());
  }

  private List<Node> nodes(Workbook workbook, String sequence) {
    return workbook
        .sequence(sequence)
        .map(found -> compiler.compile(workbook, found, Publication.PUBLISHED).nodes())
        .orElse(List.of())
        .stream()
        .filter(node -> node.kind() == CompiledProcess.Kind.ACTION)
        .map(node -> new Node(node.elementId(), node.stepId().orElse(""), node.name()))
        .toList();
  }

  private record Id(String workbook, int version) {}

  private record NodesId(Id version, String sequence) {}
}
