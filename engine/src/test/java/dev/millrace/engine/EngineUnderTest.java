package dev.millrace.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** What the parts of the contract share. Names are per test, because the engine is not. */
interface EngineUnderTest {
  WorkflowEngine engine();

  /** The listener that has followed the engine since the test began. */
  Told told();

  /** A process id of this test's own; job types are derived from it. */
  String process();

  /** Closes that work at the end of the test. */
  void closeLater(WorkflowEngine.Work work);

  default Model model() {
    return new Model(process());
  }

  default long deployed(Model model) {
    return engine().deploy(List.of(model.resource())).processes().getFirst().key();
  }

  default long started(Model model, Map<String, ?> variables) {
    return engine().start(deployed(model), variables);
  }

  default String type(String name) {
    return process() + "-" + name;
  }

  /** Works on one type and keeps the jobs that came. */
  default Came work(String type, Function<Job, JobOutcome> answer) {
    Came came = new Came(answer);
    closeLater(engine().work(Set.of(type), came));
    return came;
  }

  /** Works on one type by completing with no variables. */
  default Came complete(String type) {
    return work(type, job -> new JobOutcome.Complete(Map.of()));
  }

  default void assertRefused(EngineException.Code code, Runnable command) {
    Assertions.assertThatExceptionOfType(EngineException.class)
        .isThrownBy(command::run)
        .satisfies(refused -> Assertions.assertThat(refused.code()).isEqualTo(code));
  }

  /** A runner that keeps the jobs that came to it. */
  final class Came implements JobRunner {
    private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    private final Function<Job, JobOutcome> answer;

    Came(Function<Job, JobOutcome> answer) {
      this.answer = answer;
    }

    @Override
    public JobOutcome run(Job job) {
      jobs.add(job);
      return answer.apply(job);
    }

    Job next() throws InterruptedException {
      @Nullable Job job = jobs.poll(60, TimeUnit.SECONDS);
      Assertions.assertThat(job).as("no job came within 60 s").isNotNull();
      return job;
    }

    int waiting() {
      return jobs.size();
    }

    /** Waits for another thread of the test. */
    static void await(CountDownLatch latch) {
      try {
        Assertions.assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
  }
}
