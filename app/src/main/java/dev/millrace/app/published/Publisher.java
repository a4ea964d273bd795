package dev.millrace.app.published;

import dev.millrace.bpmn.CompileException;
import dev.millrace.bpmn.CompiledProcess;
import dev.millrace.bpmn.Publication;
import dev.millrace.bpmn.SequenceCompiler;
import dev.millrace.engine.Deployment;
import dev.millrace.engine.Resource;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.warehouse.InputTables;
import dev.millrace.warehouse.TableChanges;
import dev.millrace.warehouse.Warehouse;
import dev.millrace.workbook.file.ReadResult;
import dev.millrace.workbook.file.WorkbookFiles;
import dev.millrace.workbook.file.WorkbookProblem;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.model.Sequence;
import dev.millrace.workbook.model.Workbook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a workbook runnable: tables in the warehouse, processes in the engine. */
final class Publisher {
  private final WorkbookFiles files;
  private final SequenceCompiler compiler;
  private final Warehouse warehouse;
  private final WorkflowEngine engine;
  private final CsvFiles csv;

  Publisher(
      WorkbookFiles files,
      SequenceCompiler compiler,
      Warehouse warehouse,
      WorkflowEngine engine,
      CsvFiles csv) {
    this.files = files;
    this.compiler = compiler;
    this.warehouse = warehouse;
    this.engine = engine;
    this.csv = csv;
  }

  /**
   * Reads a file and compiles what is in it; nothing outside is changed.
   *
   * @throws InvalidWorkbookException with all that is wrong
   */
  Compiled compile(String source) {
    ReadResult result = files.read(source);
    if (result.workbook().isEmpty()) {
      throw new InvalidWorkbookException(result.problems());
    }
    Workbook workbook = result.workbook().get();
    List<CompiledProcess> processes = new ArrayList<>();
    List<WorkbookProblem> problems = new ArrayList<>();
    for (Sequence sequence : workbook.sequences()) {
      try {
        processes.add(compiler.compile(workbook, sequence, Publication.PUBLISHED));
      } catch (CompileException e) {
        problems.add(problem(e));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidWorkbookException(problems);
    }
    return new Compiled(workbook, processes);
  }

  /**
   * Makes the tables as the workbook has them, all or none.
   *
   * @param acceptLoss whether values may go that do not fit the new kind of their column
   * @throws dev.millrace.workbook.access.Refusal as {@link
   *     InputTables#publish(TableChanges.Request)}
   */
  TableChanges tables(Compiled compiled, boolean acceptLoss) {
    return warehouse.inputTables().publish(request(compiled, acceptLoss));
  }

  /** What {@link #tables} would do. */
  TableChanges preview(Compiled compiled) {
    return warehouse.inputTables().preview(request(compiled, false));
  }

  /** Puts all tables of a workbook that never ran into the trash. */
  void noTables(String workbook) {
    warehouse.inputTables().publish(new TableChanges.Request(workbook, List.of(), true));
  }

  private TableChanges.Request request(Compiled compiled, boolean acceptLoss) {
    Workbook workbook = compiled.workbook();
    return new TableChanges.Request(
        workbook.id(),
        workbook
            .elements()
            .filter(Element.InputTable.class::isInstance)
            .map(Element.InputTable.class::cast)
            .map(table -> new TableChanges.Wanted(table, csv.of(table)))
            .toList(),
        acceptLoss);
  }

  /**
   * Deploys the processes; after the tables: a process never runs without them.
   *
   * @return sequence id to the engine's key of its process
   */
  Map<String, Long> processes(Compiled compiled) {
    Workbook workbook = compiled.workbook();
    if (compiled.processes().isEmpty()) {
      return Map.of();
    }
    Deployment deployment =
        engine.deploy(
            compiled.processes().stream()
                .map(process -> new Resource(process.resourceName(), process.xml()))
                .toList());
    Map<String, Long> keys = new LinkedHashMap<>();
    int prefix = workbook.id().length() + 1;
    for (Deployment.DeployedProcess process : deployment.processes()) {
      keys.put(process.processId().substring(prefix), process.key());
    }
    return keys;
  }

  private static WorkbookProblem problem(CompileException error) {
    return new WorkbookProblem(
        error.code().name(), 1, 1, error.place(), String.valueOf(error.getMessage()), List.of());
  }

  /** A workbook and its processes, ready to be installed. */
  record Compiled(Workbook workbook, List<CompiledProcess> processes) {}
}
