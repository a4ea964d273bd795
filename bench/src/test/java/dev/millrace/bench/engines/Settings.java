package dev.millrace.bench.engines;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What to compare, and for how long.
 *
 * @param engines first letters: m(emory), e(mbedded), b(roker)
 * @param broker folder of an unpacked Camunda distribution
 * @param warm of each engine, twice: many clients, then one
 * @param time of one engine in one round
 */
record Settings(
    String engines, Path broker, Duration warm, Duration time, int rounds, List<Integer> clients) {

  /**
   * @param arguments {@code name=value}, each of the names above, each with a default
   */
  static Settings of(String[] arguments) {
    Map<String, String> given =
        Arrays.stream(arguments)
            .map(argument -> argument.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    return new Settings(
        given.getOrDefault("engines", "meb"),
        Path.of(
            given.getOrDefault(
                "broker", System.getProperty("millrace.bench.broker", "target/broker"))),
        seconds(given.getOrDefault("warm", "20")),
        seconds(given.getOrDefault("time", "10")),
        Integer.parseInt(given.getOrDefault("rounds", "3")),
        Arrays.stream(given.getOrDefault("clients", "1,8,32,64").split(","))
            .map(Integer::valueOf)
            .toList());
  }

  private static Duration seconds(String text) {
    return Duration.ofSeconds(Long.parseLong(text));
  }

  boolean has(char engine) {
    return engines.indexOf(engine) >= 0;
  }
}
