package dev.millrace.warehouse.doctor;

import dev.millrace.warehouse.SigdsDoctor;
import dev.millrace.warehouse.SigdsDoctor.Code;
import dev.millrace.warehouse.SigdsDoctor.Finding;
import dev.millrace.warehouse.SigdsDoctor.Mend;
import dev.millrace.warehouse.SigdsDoctor.Report;
import dev.millrace.warehouse.SigdsDoctor.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What was found: the first of each kind, and how many there are. */
final class Findings {
  /** What is counted together. */
  private record Kind(Code code, String table, Mend mend) {}

  private final List<Finding> findings = new ArrayList<>();
  private final Map<Kind, Long> counts = new LinkedHashMap<>();

  void add(Finding finding) {
    if (count(new Kind(finding.code(), finding.table(), finding.mend()), 1)
        <= SigdsDoctor.MAX_FINDINGS) {
      findings.add(finding);
    }
  }

  /** About a table as a whole. */
  void add(Code code, String table, String found, String remedy, Mend mend) {
    add(code, table, List.of(), found, remedy, mend);
  }

  void add(Code code, String table, List<String> columns, String found, String remedy, Mend mend) {
    add(
        new Finding(
            code, table, Optional.empty(), columns, OptionalLong.empty(), found, remedy, mend));
  }

  private long count(Kind kind, long more) {
    return counts.merge(kind, more, Long::sum);
  }

  Report report(int tables) {
    return new Report(
        tables,
        findings,
        counts.entrySet().stream()
            .map(entry ->
                new Tally(
                    entry.getKey().code(),
                    entry.getKey().table(),
                    entry.getKey().mend(),
                    entry.getValue()))
            .toList());
  }
}
