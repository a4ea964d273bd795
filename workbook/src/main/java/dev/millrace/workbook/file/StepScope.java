package dev.millrace.workbook.file;

import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope;
import dev.millrace.formula.ValueType;
import dev.millrace.workbook.action.Action;
import dev.millrace.workbook.model.Sequence;
import dev.millrace.workbook.scope.Guard;
import dev.millrace.workbook.scope.WorkbookScopes;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the formulas of a sequence may name, which grows from step to step. */
final class StepScope {
  private final Draft draft;
  private final WorkbookScopes scopes;
  private final Sequence outline;
  private final Map<String, ValueType> outputs;
  private final Set<String> doubtfulOutputs;

  StepScope(Draft draft, WorkbookScopes scopes, Sequence outline) {
    this(draft, scopes, outline, new LinkedHashMap<>(), new LinkedHashSet<>());
  }

  private StepScope(
      Draft draft,
      WorkbookScopes scopes,
      Sequence outline,
      Map<String, ValueType> outputs,
      Set<String> doubtfulOutputs) {
    this.draft = draft;
    this.scopes = scopes;
    this.outline = outline;
    this.outputs = outputs;
    this.doubtfulOutputs = doubtfulOutputs;
  }

  /** For the steps of one branch: they do not see what the other branches give. */
  StepScope branch() {
    return new StepScope(
        draft, scopes, outline, new LinkedHashMap<>(outputs), new LinkedHashSet<>(doubtfulOutputs));
  }

  /** Steps after the branches see what any of them gives; it is null where another was taken. */
  void join(StepScope branch) {
    branch.outputs.forEach(outputs::putIfAbsent);
    doubtfulOutputs.addAll(branch.doubtfulOutputs);
  }

  Guard guard() {
    Guard guard = new Guard(names());
    draft.doubtfulControls().forEach(guard::withhold);
    outline
        .selection()
        .ifPresent(table ->
            draft
                .doubtfulColumns(table)
                .forEach(column -> guard.withhold(Reference.of(WorkbookScopes.SELECTION, column))));
    doubtfulOutputs.forEach(
        output -> guard.withhold(Reference.of(WorkbookScopes.ACTION_VARIABLE, output)));
    return guard;
  }

  /** The type of what an action gives; empty if nothing or if its formula is wrong. */
  Optional<ValueType> outputType(Action action) {
    return scopes.outputType(action, names());
  }

  /** The type an output of that name has already. */
  Optional<ValueType> output(String name) {
    return Optional.ofNullable(outputs.get(name));
  }

  void addOutput(String name, ValueType type) {
    outputs.put(name, type);
  }

  /** The output exists, but its type is not known since its step is wrong. */
  void doubtOutput(String name) {
    outputs.putIfAbsent(name, ValueType.TEXT);
    doubtfulOutputs.add(name);
  }

  private Scope names() {
    return scopes.forSteps(draft.workbook(), outline, outputs);
  }
}
