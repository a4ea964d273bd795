package dev.millrace.workbook.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what somebody may have meant. */
public final class Nearest {
  private static final int MAX_NAMES = 3;
  private static final int MAX_LENGTH = 100;
  private static final int MAX_CANDIDATES = 1000;

  private Nearest() {}

  /** At most three of the candidates that are a few letters away, nearest first. */
  public static List<String> of(String text, Collection<String> candidates) {
    if (text.length() > MAX_LENGTH) {
      return List.of();
    }
    int most = Math.max(1, text.length() / 3);
    record Near(String name, int distance) {}
    return candidates.stream()
        .limit(MAX_CANDIDATES)
        .filter(name -> Math.abs(name.length() - text.length()) <= most)
        .map(name -> new Near(name, distance(text, name)))
        .filter(near -> near.distance() <= most)
        .sorted(Comparator.comparingInt(Near::distance))
        .limit(MAX_NAMES)
        .map(Near::name)
        .toList();
  }

  /** Letters to add, remove, exchange or swap with their neighbour; case is free. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[][] rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, rows);
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int step(String a, String b, int i, int j, int[][] rows) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int best = rows[i - 1][j - 1] + (same ? 0 : 1);
    best = Math.min(best, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
  }
}
