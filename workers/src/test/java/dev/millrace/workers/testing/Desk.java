package dev.millrace.workers.testing;

import dev.millrace.bpmn.CompiledProcess;
import dev.millrace.bpmn.Publication;
import dev.millrace.bpmn.SequenceCompiler;
import dev.millrace.engine.Resource;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.language.Language;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Role;
import dev.millrace.workbook.file.ReadResult;
import dev.millrace.workbook.file.WorkbookFiles;
import dev.millrace.workbook.model.Workbook;
import dev.millrace.workers.execution.Context;
import dev.millrace.workers.execution.RunningWorkbooks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The workbook {@code desk.yaml} in its only version, 1, and its people. */
public final class Desk implements RunningWorkbooks {
  public static final Formulas FORMULAS = new Language();
  public static final Workbook WORKBOOK = read();
  public static final Reader ANA = reader("ana");

  public static Reader reader(String user) {
    return new Reader(
        user, Role.USER, Map.of("team", "claims"), ZoneId.of("Europe/Vienna"), Locale.GERMANY);
  }

  /** A claim to have picked these strikes, in the version 1. */
  public static Context picked(String... rows) {
    List<Context.PickedRow> picked =
        Arrays.stream(rows).map(row -> new Context.PickedRow(row, 1)).toList();
    return new Context(
        Map.of(), Optional.of(new Context.Selection("strikes", picked)), Optional.of("tab-1"));
  }

  public static CompiledProcess compiled(String sequence) {
    return new SequenceCompiler()
        .compile(WORKBOOK, WORKBOOK.sequence(sequence).orElseThrow(), Publication.PUBLISHED);
  }

  public static Resource resource(String sequence) {
    CompiledProcess process = compiled(sequence);
    return new Resource(process.resourceName(), process.xml());
  }

  @Override
  public Optional<Workbook> version(String workbook, int version) {
    return workbook.equals(WORKBOOK.id()) && version == 1
        ? Optional.of(WORKBOOK)
        : Optional.empty();
  }

  @Override
  public List<Node> nodes(String workbook, int version, String sequence) {
    return compiled(sequence).nodes().stream()
        .filter(node -> node.kind() == CompiledProcess.Kind.ACTION)
        .map(node -> new Node(node.elementId(), node.stepId().orElseThrow(), node.name()))
        .toList();
  }

  private static Workbook read() {
    try (InputStream file = Desk.class.getResourceAsStream("/desk.yaml")) {
      String yaml = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      ReadResult result = new WorkbookFiles(FORMULAS).read(yaml);
      return result
          .workbook()
          .orElseThrow(() -> new IllegalStateException(result.problems().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
