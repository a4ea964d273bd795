package dev.millrace.engine.embedded;

import io.camunda.zeebe.engine.processing.streamprocessor.JobStreamer;
import io.camunda.zeebe.protocol.impl.stream.job.JobActivationProperties;
import io.camunda.zeebe.util.buffer.BufferUtil;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;

/** Where the engine asks who takes a new job. Asked on the engine's thread. */
final class JobHandOut implements JobStreamer {
  private final Map<String, List<EmbeddedWork>> byType = new ConcurrentHashMap<>();
  private int turn;

  /** From now on the work gets jobs of these types, first those that wait already. */
  void add(Set<String> types, EmbeddedWork work) {
    for (String type : types) {
      byType.computeIfAbsent(type, any -> new CopyOnWriteArrayList<>()).add(work);
    }
    types.forEach(work::jobsWait);
  }

  void remove(EmbeddedWork work) {
    byType.values().forEach(works -> works.remove(work));
  }

  /** Everything that works now. */
  List<EmbeddedWork> works() {
    return byType.values().stream().flatMap(List::stream).distinct().toList();
  }

  @Override
  public Optional<JobStream> streamFor(
      DirectBuffer jobType, Predicate<JobActivationProperties> allowed) {
    String type = BufferUtil.bufferAsString(jobType);
    EmbeddedWork[] works = byType.getOrDefault(type, List.of()).toArray(EmbeddedWork[]::new);
    turn++;
    for (int i = 0; i < works.length; i++) {
      EmbeddedWork work = works[Math.floorMod(turn + i, works.length)];
      if (work.takes(type) && allowed.test(work.properties())) {
        return Optional.of(work);
      }
    }
    return Optional.empty();
  }

  @Override
  public void notifyWorkAvailable(String jobType) {
    byType.getOrDefault(jobType, List.of()).forEach(work -> work.jobsWait(jobType));
  }
}
