package dev.millrace.workers.lifecycle;

import dev.millrace.engine.WithDocker;
import dev.millrace.workers.testing.PostgresPlatform;
import javax.sql.DataSource;

@WithDocker
final class EndsOnPostgresTest extends EndsTest {
  @Override
  DataSource platform() {
    return PostgresPlatform.fresh();
  }
}
