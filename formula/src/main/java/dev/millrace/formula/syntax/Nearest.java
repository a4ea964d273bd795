package dev.millrace.formula.syntax;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** "Did you mean": the known names that look most like what was written. */
public final class Nearest {
  private static final int MAX_SHOWN = 3;
  private static final int MAX_LENGTH = 100;

  private Nearest() {}

  private record Candidate(String name, int distance) {}

  /** Best first, at most three; empty if nothing looks alike. */
  public static List<String> to(String written, Collection<String> known) {
    String wanted = folded(written);
    int allowed = Math.max(1, wanted.length() / 3);
    return known.stream()
        .map(name -> new Candidate(name, distance(wanted, folded(name))))
        .filter(candidate -> candidate.distance <= allowed)
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .limit(MAX_SHOWN)
        .map(Candidate::name)
        .toList();
  }

  private static String folded(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.substring(0, Math.min(lower.length(), MAX_LENGTH));
  }

  /** Insertions, deletions and replacements; a longer name that begins alike counts as near. */
  private static int distance(String wanted, String name) {
    if (wanted.length() > 2 && name.startsWith(wanted)) {
      return 1;
    }
    int[] previous = new int[name.length() + 1];
    for (int j = 0; j <= name.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= wanted.length(); i++) {
      int[] current = new int[name.length() + 1];
      current[0] = i;
      for (int j = 1; j <= name.length(); j++) {
        int replaced = previous[j - 1] + (wanted.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[name.length()];
  }
}
