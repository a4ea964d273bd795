package dev.millrace.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What every adapter must do. An adapter's test extends this and says how to open its engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
public abstract class WorkflowEngineContract
    implements DeploymentContract, JobContract, EventContract, IncidentContract, RepairContract {
  private static final AtomicInteger TESTS = new AtomicInteger();

  private final List<AutoCloseable> toClose = new ArrayList<>();
  private WorkflowEngine engine;
  private Told told;
  private String process;

  /** Opens the engine that all tests share. */
  protected abstract WorkflowEngine open() throws Exception;

  @BeforeAll
  void openEngine() throws Exception {
    engine = open();
  }

  @AfterAll
  void closeEngine() {
    engine.close();
  }

  @BeforeEach
  void follow() {
    process = "contract-" + TESTS.incrementAndGet();
    told = new Told();
    toClose.add(engine.follow(told));
  }

  @AfterEach
  void closeWhatTheTestOpened() throws Exception {
    for (AutoCloseable open : toClose) {
      open.close();
    }
    toClose.clear();
  }

  @Override
  public WorkflowEngine engine() {
    return engine;
  }

  @Override
  public Told told() {
    return told;
  }

  @Override
  public String process() {
    return process;
  }

  @Override
  public void closeLater(WorkflowEngine.Work work) {
    toClose.add(work);
  }
}
