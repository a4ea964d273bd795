package dev.millrace.formula.syntax;

import dev.millrace.formula.FormulaProblem;
import dev.millrace.formula.FormulaProblem.Code;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was found wrong so far. At most {@value #MAX} are kept, so that noise stays bounded. */
public final class Problems {
  private static final int MAX = 20;
  private final List<FormulaProblem> found = new ArrayList<>();

  public void add(Code code, Span span, String message, List<String> suggestions) {
    if (found.size() < MAX) {
      found.add(new FormulaProblem(code, span.offset(), span.length(), message, suggestions));
    }
  }

  public void add(Code code, Span span, String message) {
    add(code, span, message, List.of());
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** In the order of their offset. */
  public List<FormulaProblem> inOrder() {
    return found.stream().sorted(Comparator.comparingInt(FormulaProblem::offset)).toList();
  }
}
