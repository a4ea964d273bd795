package dev.millrace.engine.embedded;

import io.camunda.zeebe.logstreams.log.LogAppendEntry;
import io.camunda.zeebe.logstreams.log.LogStreamWriter;
import io.camunda.zeebe.logstreams.log.WriteContext;
import io.camunda.zeebe.protocol.impl.encoding.AuthInfo;
import io.camunda.zeebe.protocol.impl.record.RecordMetadata;
import io.camunda.zeebe.protocol.impl.record.UnifiedRecordValue;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.stream.api.InterPartitionCommandSender;
import org.jspecify.annotations.Nullable;

/** What the engine sends to other partitions comes back to its own: there is only one. */
final class OwnPartition implements InterPartitionCommandSender {
  private final LogStreamWriter log;

  OwnPartition(LogStreamWriter log) {
    this.log = log;
  }

  @Override
  public void sendCommand(
      int receiverPartitionId,
      ValueType valueType,
      Intent intent,
      @Nullable Long recordKey,
      UnifiedRecordValue command,
      @Nullable AuthInfo authInfo) {
    RecordMetadata metadata =
        new RecordMetadata().recordType(RecordType.COMMAND).valueType(valueType).intent(intent);
    if (authInfo != null) {
      metadata.authorization(authInfo);
    }
    long key = recordKey == null ? Commands.NEW : recordKey;
    log.tryWrite(WriteContext.interPartition(), LogAppendEntry.of(key, metadata, command));
  }
}
