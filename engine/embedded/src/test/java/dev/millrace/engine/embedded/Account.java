package dev.millrace.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an engine acknowledged and told over all its lives, kept by a process that outlives it. What
 * a listener was told counts when the position behind it is known: what comes after the last known
 * position is told again in the next life.
 */
final class Account {
  private final Map<String, Long> started = new TreeMap<>();
  private final Set<String> messages = new HashSet<>();
  private final Map<String, Set<String>> effects = new HashMap<>();
  private final Map<String, Integer> completions = new HashMap<>();
  private final Set<String> incarnations = new HashSet<>();
  private final List<String> surprises = new ArrayList<>();
  private final List<String> news = new ArrayList<>();
  private final Map<String, Integer> told = new HashMap<>();
  private final Set<String> tasks = new HashSet<>();
  private long position;

  /** One line of what {@link CrashingEngine} says. */
  void note(String line) {
    String[] words = line.split(" ", -1);
    switch (words[0]) {
      case "READY" -> incarnations.add(words[1]);
      case "S" -> started.put(words[1], Long.parseLong(words[2]));
      case "M" -> messages.add(words[1]);
      case "E" ->
          effects.computeIfAbsent(words[1] + " " + words[2], any -> new HashSet<>()).add(words[3]);
      case "U" -> completions.merge(words[1], 1, Integer::sum);
      case "TOLD" -> {
        news.add(words[1] + " " + words[2]);
        tasks.add(words[1].equals("task") ? words[2] : "");
      }
      case "P" -> {
        news.forEach(each -> told.merge(each, 1, Integer::sum));
        news.clear();
        position = Long.parseLong(words[1]);
      }
      case "DONE" -> {}
      default -> surprises.add(line);
    }
  }

  /** The process ended; it will tell again what it told after the last position. */
  void died() {
    news.clear();
  }

  /** Where the next life is to follow on. */
  long position() {
    return position;
  }

  /** What nobody expected to hear. */
  List<String> surprises() {
    return surprises;
  }

  /** What is to be done to bring everything to its end. */
  List<String> left() {
    List<String> left = new ArrayList<>();
    tasks.stream()
        .filter(task -> !task.isEmpty() && !told.containsKey("done " + task))
        .forEach(task -> left.add("T " + task));
    started.forEach(
        (id, key) -> left.add("S " + id + " " + key + (messages.contains(id) ? "" : " silent")));
    return left;
  }

  /** All that was acknowledged came true, once. */
  void assertRight(int lives) {
    assertThat(surprises).isEmpty();
    assertThat(incarnations).hasSize(1);
    assertThat(started).hasSizeGreaterThan(lives);
    started.forEach((id, key) -> {
      assertThat(effects.get(id + " first")).as("first step of %s", id).hasSize(1);
      assertThat(effects.get(id + " second")).as("second step of %s", id).hasSize(1);
      assertThat(told.get("end " + key)).as("the end of %s was told", id).isEqualTo(1);
    });
    assertThat(effects.values()).allSatisfy(keys -> assertThat(keys).hasSize(1));
    assertThat(told.values()).as("told twice").containsOnly(1);
    assertThat(completions).isNotEmpty();
    assertThat(completions.values()).as("a completion was taken back").containsOnly(1);
    completions.keySet().forEach(task -> assertThat(told).containsKey("done " + task));
  }
}
