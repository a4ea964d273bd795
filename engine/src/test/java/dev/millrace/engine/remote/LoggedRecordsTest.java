package dev.millrace.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.EngineListener;
import dev.millrace.engine.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LoggedRecordsTest {
  private static final String RECORD =
      """
      2026-01-02 03:04:05.678 [] INFO io.camunda.zeebe.broker.exporter.records - \
      {"key":7,"timestamp":1001,"recordType":"%s","valueType":"PROCESS_INSTANCE",\
      "intent":"%s","value":{"processInstanceKey":%d}}\
      """;

  private final List<String> told = new ArrayList<>();

  @Test
  void endsOfInstancesAreToldAndNothingElse() {
    LoggedRecords records = new LoggedRecords(() -> Instant.ofEpochMilli(1000));
    records.follow(new Keeping());

    records.line("Started Broker {\"cluster\": 1} in 3 seconds");
    records.line("half a record {\"recordType\":\"EVENT\"");
    records.line(RECORD.formatted("EVENT", "ELEMENT_COMPLETED", 7));
    records.line(RECORD.formatted("EVENT", "ELEMENT_COMPLETED", 6));
    records.line(RECORD.formatted("COMMAND", "ELEMENT_COMPLETED", 7));
    records.line(RECORD.formatted("EVENT", "ELEMENT_TERMINATED", 7));

    assertThat(told).containsExactly("completed 7", "terminated 7");
  }

  @Test
  void whatWasWrittenBeforeTheListenerCameIsNotTold() {
    LoggedRecords records = new LoggedRecords(() -> Instant.ofEpochMilli(1001));
    records.follow(new Keeping());

    records.line(RECORD.formatted("EVENT", "ELEMENT_COMPLETED", 7));

    assertThat(told).isEmpty();
  }

  private final class Keeping implements EngineListener {
    @Override
    public void completed(long processInstanceKey) {
      told.add("completed " + processInstanceKey);
    }

    @Override
    public void terminated(long processInstanceKey) {
      told.add("terminated " + processInstanceKey);
    }

    @Override
    public void incidentRaised(Incident incident) {
      told.add("raised " + incident.key());
    }

    @Override
    public void incidentResolved(Incident incident) {
      told.add("resolved " + incident.key());
    }
  }
}
