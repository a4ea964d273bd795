package dev.millrace.workers.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.workbook.action.ActionCatalogue;
import dev.millrace.workers.testing.FakeWarehouse;
import org.junit.jupiter.api.Test;

class HandlersTest {
  /** Two handlers for one action would not even be built. */
  @Test
  void everyActionHasOneHandler() {
    assertThat(StepJobs.handlers(new FakeWarehouse()).actions())
        .containsExactlyInAnyOrderElementsOf(ActionCatalogue.all());
  }
}
