package dev.millrace.workbook.file;

import dev.millrace.formula.Formulas;
import dev.millrace.workbook.model.Workbook;
import dev.millrace.workbook.schema.JsonSchema;
import dev.millrace.workbook.yaml.YamlTree;
import java.util.Optional;

/** Reads workbook files. Thread-safe. */
public final class WorkbookFiles {
  private final Formulas formulas;

  public WorkbookFiles(Formulas formulas) {
    this.formulas = formulas;
  }

  /** Reads, resolves and checks a workbook file; never throws for anything that it holds. */
  public ReadResult read(String yaml) {
    Problems problems = new Problems();
    Optional<Workbook> workbook =
        YamlTree.read(yaml, problems)
            .flatMap(root -> new WorkbookReader(formulas, problems).read(root));
    return new ReadResult(workbook.filter(read -> problems.isEmpty()), problems.inOrder());
  }

  /** The JSON schema that editors can check workbook files with. */
  public String jsonSchema() {
    return JsonSchema.text();
  }
}
