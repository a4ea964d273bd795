package dev.millrace.workers.lifecycle;

import dev.millrace.engine.WithDocker;
import dev.millrace.workers.testing.PostgresPlatform;
import javax.sql.DataSource;

@WithDocker
final class StartsOnPostgresTest extends StartsTest {
  @Override
  DataSource platform() {
    return PostgresPlatform.fresh();
  }
}
