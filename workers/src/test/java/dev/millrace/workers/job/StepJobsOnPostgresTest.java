package dev.millrace.workers.job;

import dev.millrace.engine.WithDocker;
import dev.millrace.workers.testing.PostgresPlatform;
import javax.sql.DataSource;

@WithDocker
final class StepJobsOnPostgresTest extends StepJobsTest {
  @Override
  DataSource platform() {
    return PostgresPlatform.fresh();
  }
}
